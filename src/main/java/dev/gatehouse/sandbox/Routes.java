package dev.gatehouse.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a site answers, by method and exact path. Posts are checked for their CSRF token. */
final class Routes {

  /** Answers one request. */
  interface Handler {
    void handle(Exchange exchange) throws Exception;
  }

  private final Map<String, Handler> handlers = new HashMap<>();

  void get(String path, Handler handler) {
    handlers.put("GET " + path, handler);
  }

  void post(String path, Handler handler) {
    handlers.put("POST " + path, checked(handler));
  }

  /** A page that only those see who are signed in. */
  void guardedGet(String path, Handler handler) {
    get(path, guarded(handler));
  }

  /** A post that only those may send who are signed in. */
  void guardedPost(String path, Handler handler) {
    handlers.put("POST " + path, guarded(checked(handler)));
  }

  Optional<Handler> find(String method, String path) {
    return Optional.ofNullable(handlers.get((method.equals("HEAD") ? "GET" : method) + " " + path));
  }

  private static Handler checked(Handler handler) {
    return exchange -> {
      exchange.requireCsrf();
      handler.handle(exchange);
    };
  }

  private static Handler guarded(Handler handler) {
    return exchange -> {
      if (exchange.user().isPresent()) {
        handler.handle(exchange);
      } else {
        exchange.askToSignIn();
      }
    };
  }
}
