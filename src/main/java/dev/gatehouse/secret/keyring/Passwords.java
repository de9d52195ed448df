package dev.gatehouse.secret.keyring;

import java.util.Optional;

/** A keyring that can keep a text under a name, and nothing more. */
interface Passwords extends AutoCloseable {

  /** Returns which keyring it is, for a person. */
  String place();

  /** Returns the text of that name. */
  Optional<String> get(String name);

  /** Keeps a text in place of the one there may be. */
  void set(String name, String text);

  /** Removes a text that is there. */
  void remove(String name);

  @Override
  void close();
}
