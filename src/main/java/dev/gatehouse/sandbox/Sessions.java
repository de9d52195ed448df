package dev.gatehouse.sandbox;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of one site by their ids, which nobody can guess. Thread-safe. */
final class Sessions {
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> byId = new ConcurrentHashMap<>();

  /** Starts a session and returns its id. */
  String start(Session session) {
    String id = token();
    byId.put(id, session);
    return id;
  }

  Session blank() {
    return new Session(token());
  }

  Optional<Session> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  void end(String id) {
    byId.remove(id);
  }

  void endAll() {
    byId.clear();
  }

  /** Returns 128 random bits in hexadecimal. */
  String token() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
