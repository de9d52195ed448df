package dev.gatehouse.secret.keyring;

import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import java.util.List;
import java.util.Optional;

/**
 * One item of a keyring per secret. Each method is one change or look; what belongs together is
 * held together by {@link KeyringStore}'s lock, which every call but {@link #read} is made under.
 */
interface KeyringItems extends AutoCloseable {

  /** Returns which keyring it is, for a person. */
  String place();

  /** Returns an item's content. */
  Optional<String> read(SecretName name);

  /** Stores an item in place of the one there may be. */
  void write(SecretInfo info, String content);

  /**
   * Removes an item.
   *
   * @return whether there was one
   */
  boolean remove(SecretName name);

  /** Returns what is known of the items, in any order. */
  List<SecretInfo> list();

  @Override
  void close();
}
