package dev.gatehouse.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A small real server. It is known by two names, {@code localhost} and {@code 127.0.0.1}, which are
 * two sites to a browser. What hangs is let go when it closes.
 */
public final class TestSite implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public TestSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    page("/", "<title>Front</title><p>front</p>");
    serve("/hang", exchange -> awaitClosing());
    server.start();
  }

  /** Serves a document. */
  public TestSite page(String path, String html) {
    return serve(path, exchange -> answer(exchange, 200, "text/html; charset=utf-8", html));
  }

  /** Serves something else than a document, that long after it was asked for. */
  public TestSite late(String path, String type, String body, Duration after) {
    return serve(
        path,
        exchange ->
            CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS, workers)
                .execute(
                    () -> {
                      try {
                        answer(exchange, 200, type, body);
                      } catch (IOException nobodyWaits) {
                        exchange.close();
                      }
                    }));
  }

  /** Serves a path, in place of what was there. */
  public TestSite serve(String path, HttpHandler handler) {
    try {
      server.removeContext(path);
    } catch (IllegalArgumentException notThereYet) {
      requests.remove(path);
    }
    server.createContext(
        path,
        exchange -> {
          if (!path.equals(exchange.getRequestURI().getPath())) {
            answer(exchange, 404, "text/plain", "nothing here");
            return;
          }
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          handler.handle(exchange);
        });
    return this;
  }

  public static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  public void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public String address(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  String otherSite(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    workers.shutdownNow();
  }
}
