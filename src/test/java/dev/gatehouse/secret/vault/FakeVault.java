package dev.gatehouse.secret.vault;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.gatehouse.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers as Vault does: {@link KvEngine} and {@link TokenAuth} behind WireMock,
 * which adds delays and faults.
 */
final class FakeVault implements AutoCloseable {

  static final String ROOT_TOKEN = "hvs.root-token-of-the-tests";

  /** Limits that a busy machine keeps, with pauses as short as the tests need. */
  static final VaultLimits PATIENT =
      new VaultLimits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofMillis(10),
          Duration.ofMillis(100));

  /** Limits so short that a test of trouble is soon over. */
  static final VaultLimits SHORT =
      new VaultLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofMillis(1200),
          Duration.ofMillis(10),
          Duration.ofMillis(100));

  final WireMockServer server;

  /** How many answers to coming writes get lost on their way, though the writing was done. */
  final AtomicInteger answersToLose = new AtomicInteger();

  final KvEngine engine;
  final TokenAuth tokens;

  private FakeVault(WireMockConfiguration configuration, Clock clock) {
    this.engine = new KvEngine("secret", clock);
    this.tokens = new TokenAuth(clock);
    tokens.root(ROOT_TOKEN);
    this.server = new WireMockServer(configuration.extensions(new Answers()));
    server.start();
    server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withTransformers("vault")));
  }

  static FakeVault start() {
    return start(Clock.systemUTC());
  }

  static FakeVault start(Clock clock) {
    return new FakeVault(
        WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .disableRequestJournal(),
        clock);
  }

  static FakeVault start(WireMockConfiguration configuration) {
    return new FakeVault(configuration.bindAddress("127.0.0.1"), Clock.systemUTC());
  }

  VaultSettings settings() {
    return settings(new VaultSettings.Token(new Secret(ROOT_TOKEN)));
  }

  VaultSettings settings(VaultSettings.Login login) {
    return new VaultSettings(
        URI.create(server.baseUrl().replace("localhost", "127.0.0.1")),
        Optional.empty(),
        "secret",
        Optional.empty(),
        login,
        PATIENT);
  }

  /** The same settings with little patience. */
  static VaultSettings hasty(VaultSettings known) {
    return new VaultSettings(
        known.address(),
        known.namespace(),
        known.mount(),
        known.authorities(),
        known.login(),
        SHORT);
  }

  private final class Answers implements ResponseDefinitionTransformerV2 {
    @Override
    public ResponseDefinition transform(ServeEvent event) {
      Request request = event.getRequest();
      Reply reply = reply(request);
      if (request.getMethod().isOneOf(RequestMethod.POST)
          && request.getUrl().contains("/data/")
          && answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
      }
      return aResponse()
          .withStatus(reply.status())
          .withHeader("Content-Type", "application/json")
          .withBody(reply.body())
          .build();
    }

    private Reply reply(Request request) {
      String url = request.getUrl();
      String path = url.replaceFirst("^/v1/", "").replaceFirst("\\?.*", "");
      String token =
          request.containsHeader("X-Vault-Token") ? request.getHeader("X-Vault-Token") : "";
      String method = request.getMethod().getName();
      if (path.startsWith("auth/")) {
        return tokens.answer(path, token, request.getBodyAsString());
      }
      if (!tokens.isGood(token)) {
        return Reply.error(403, "permission denied");
      }
      return engine.answer(method, path, query(url), request.getBodyAsString());
    }

    private static String query(String url) {
      int mark = url.indexOf('?');
      return mark < 0 ? "" : url.substring(mark + 1);
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public String getName() {
      return "vault";
    }
  }

  /** An answer: status and JSON, which is empty for no content. */
  record Reply(int status, String body) {
    static Reply error(int status, String... errors) {
      return new Reply(
          status,
          "{\"errors\":["
              + String.join(
                  ",",
                  List.of(errors).stream().map(e -> "\"" + e.replace("\"", "\\\"") + "\"").toList())
              + "]}");
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
