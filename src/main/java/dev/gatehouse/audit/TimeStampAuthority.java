package dev.gatehouse.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/**
 * Has each checkpoint's SHA-256 time-stamped (RFC 3161, over HTTP as in section 3.4) and keeps the
 * token, once it was checked. An authority that failed is not asked again for a minute: a later
 * stamp covers the checkpoints before as well. Used by one thread at a time.
 */
public final class TimeStampAuthority implements CheckpointCopy {

  /**
   * How long an authority may take for an answer, and how long it is left alone after a failure.
   */
  record Limits(Duration answer, Duration pause) {
    static final Limits USUAL = new Limits(Duration.ofSeconds(20), Duration.ofMinutes(1));
  }

  private static final int LARGEST_ANSWER_BYTES = 256 << 10;
  private static final int NONCE_BITS = 64;

  private final URI address;
  private final List<Path> folders;
  private final Limits limits;
  private final HttpClient client;
  private final SecureRandom random = new SecureRandom();
  private Optional<Long> failedNanos = Optional.empty();

  /**
   * @param address the authority's, by http or https
   * @param trusted what https is checked with, unless with what the system trusts
   * @param folders where tokens are kept
   */
  public TimeStampAuthority(URI address, Optional<SSLContext> trusted, List<Path> folders) {
    this(address, trusted, folders, Limits.USUAL);
  }

  TimeStampAuthority(URI address, Optional<SSLContext> trusted, List<Path> folders, Limits limits) {
    this.address = address;
    this.folders = List.copyOf(folders);
    this.limits = limits;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.answer());
    trusted.ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /** Returns the folder of a log's time stamps. */
  public static Path folder(Path log) {
    return log.resolve(TimeStamps.FOLDER);
  }

  @Override
  public void copy(long number, String line) throws IOException {
    if (failedNanos.isPresent()
        && System.nanoTime() - failedNanos.get() < limits.pause().toNanos()) {
      return;
    }
    try {
      byte[] token = token(Hashes.sha256(line.getBytes(StandardCharsets.UTF_8)));
      for (Path folder : folders) {
        Files.createDirectories(folder);
        RealDisk.INSTANCE.writeWhole(folder.resolve(TimeStamps.file(number, line)), token);
      }
      failedNanos = Optional.empty();
    } catch (IOException e) {
      failedNanos = Optional.of(System.nanoTime());
      throw new IOException(
          "no time stamp from %s, which is not asked again for %d s: %s"
              .formatted(address, limits.pause().toSeconds(), e.getMessage()),
          e);
    }
  }

  private byte[] token(byte[] hash) throws IOException {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    TimeStampRequest request =
        generator.generate(TSPAlgorithms.SHA256, hash, new BigInteger(NONCE_BITS, random));
    byte[] answer = answer(request.getEncoded());
    try {
      TimeStampResponse response = new TimeStampResponse(answer);
      if (response.getStatus() != PKIStatus.GRANTED
          && response.getStatus() != PKIStatus.GRANTED_WITH_MODS) {
        String reason = response.getStatusString();
        throw new IOException(
            "it refused, with status %d%s"
                .formatted(response.getStatus(), reason == null ? "" : ", " + reason));
      }
      // Imprint and nonce; that the signature holds is what the other checks.
      response.validate(request);
      TimeStamp unused = TimeStamp.of(response.getTimeStampToken());
      return response.getTimeStampToken().getEncoded();
    } catch (TSPException | IllegalArgumentException e) {
      throw new IOException("its answer does not hold: " + e.getMessage(), e);
    }
  }

  private byte[] answer(byte[] query) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(limits.answer())
            .header("Content-Type", "application/timestamp-query")
            .POST(BodyPublishers.ofByteArray(query))
            .build();
    // The request's own limit ends with the headers of the answer; a body may trickle for ever.
    CompletableFuture<HttpResponse<InputStream>> sent =
        client.sendAsync(request, BodyHandlers.ofInputStream());
    CompletableFuture<byte[]> read = sent.thenApplyAsync(TimeStampAuthority::body);
    try {
      return read.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException(
          "no whole answer within %d ms".formatted(limits.answer().toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw reason(e);
    } finally {
      sent.cancel(true);
      var unused = sent.thenAccept(TimeStampAuthority::close);
    }
  }

  private static IOException reason(ExecutionException e) {
    Throwable cause =
        e.getCause() instanceof UncheckedIOException io ? io.getCause() : e.getCause();
    String text = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
    if (cause != null && cause.getClass() == IOException.class) {
      return new IOException(text, e);
    }
    String name =
        (cause == null ? e : cause).getClass().getSimpleName().replaceFirst("Exception$", "");
    return new IOException(text.isEmpty() ? name : name + ", " + text, e);
  }

  private static byte[] body(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new UncheckedIOException(
            new IOException("HTTP status " + response.statusCode() + ", expected 200"));
      }
      byte[] read = body.readNBytes(LARGEST_ANSWER_BYTES + 1);
      if (read.length > LARGEST_ANSWER_BYTES) {
        throw new UncheckedIOException(
            new IOException("an answer of more than " + LARGEST_ANSWER_BYTES + " bytes"));
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
