package dev.gatehouse.secret.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gatehouse.secret.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Vault's HTTP API: sends a request until there is an answer, within the limits. Everything asked
 * for through it may be asked for twice: writes carry the version that they replace. Redirects are
 * not followed, since the token would go along. Thread-safe.
 */
final class VaultHttp {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final VaultSettings settings;
  private final VaultErrors errors;
  private final HttpClient client;

  VaultHttp(VaultSettings settings, VaultErrors errors) {
    this.settings = settings;
    this.errors = errors;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.limits().connect());
    settings
        .authorities()
        .map(file -> Authorities.trusting(file.variable(), file.pem()))
        .ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /**
   * A request.
   *
   * @param path below {@code /v1/}
   * @param body what is sent, if anything
   */
  record Request(String method, String path, Optional<JsonNode> body) {
    static Request get(String path) {
      return new Request("GET", path, Optional.empty());
    }

    static Request post(String path, JsonNode body) {
      return new Request("POST", path, Optional.of(body));
    }

    static Request delete(String path) {
      return new Request("DELETE", path, Optional.empty());
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /**
   * Sends it, again and again where a later attempt may pass.
   *
   * @param total for how long; an attempt that has begun is ended by its own limit
   * @return the answer, whatever its status, but for a sealed Vault and what is not Vault at all
   */
  Answer send(Request request, Optional<Secret> token, Duration total) {
    long start = System.nanoTime();
    Backoff backoff =
        new Backoff(settings.limits().firstPause(), settings.limits().longestPause(), total);
    for (int attempt = 1; ; attempt++) {
      Optional<Answer> answer = Optional.empty();
      Optional<IOException> failure = Optional.empty();
      try {
        answer = Optional.of(once(request, token));
      } catch (IOException e) {
        failure = Optional.of(e);
      }
      boolean mayPass =
          answer.map(Answer::mayPass).orElse(false)
              || failure.filter(VaultHttp::isPassing).isPresent();
      if (mayPass && backoff.pause()) {
        continue;
      }
      Duration spent = Duration.ofNanos(System.nanoTime() - start);
      if (answer.isEmpty()) {
        throw errors.unreachable(failure.orElseThrow(), spent, attempt);
      }
      if (mayPass || answer.get().isSealed() || !answer.get().isVaults()) {
        throw errors.of(answer.get(), request.toString(), spent, attempt);
      }
      return answer.get();
    }
  }

  private static boolean isPassing(IOException failure) {
    return !(failure instanceof SSLException || failure instanceof InterruptedIOException);
  }

  private Answer once(Request request, Optional<Secret> token) throws IOException {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(URI.create(settings.address() + "/v1/" + request.path()))
            .timeout(settings.limits().answer())
            .header("X-Vault-Request", "true");
    token.ifPresent(given -> http.header("X-Vault-Token", given.reveal()));
    settings.namespace().ifPresent(name -> http.header("X-Vault-Namespace", name));
    http.method(
        request.method(),
        request
            .body()
            .map(body -> BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
            .orElseGet(BodyPublishers::noBody));
    HttpResponse<byte[]> response = await(http.build());
    return read(response.statusCode(), response.body());
  }

  // The request's own limit ends with the headers of the answer; a body may trickle for ever.
  private HttpResponse<byte[]> await(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return sent.get(
          settings.limits().connect().plus(settings.limits().answer()).toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new HttpTimeoutException("no whole answer");
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    }
  }

  private static Answer read(int status, byte[] body) {
    if (body.length == 0) {
      return new Answer(status, MissingNode.getInstance(), true);
    }
    try {
      JsonNode json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      return new Answer(status, json, json.isObject());
    } catch (JsonProcessingException e) {
      return new Answer(status, MissingNode.getInstance(), false);
    }
  }
}
