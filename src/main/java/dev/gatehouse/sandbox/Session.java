package dev.gatehouse.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One visitor's session at one site. Used only while the site's lock is held. */
final class Session {
  private final String csrf;
  private final Map<String, Object> attributes = new HashMap<>();
  private @Nullable String user;

  Session(String csrf) {
    this.csrf = csrf;
  }

  String csrf() {
    return csrf;
  }

  Optional<String> user() {
    return Optional.ofNullable(user);
  }

  void signIn(String newUser) {
    user = newUser;
  }

  void put(String name, Object value) {
    attributes.put(name, value);
  }

  <T> Optional<T> get(String name, Class<T> type) {
    return Optional.ofNullable(attributes.get(name)).map(type::cast);
  }

  <T> Optional<T> take(String name, Class<T> type) {
    return Optional.ofNullable(attributes.remove(name)).map(type::cast);
  }
}
