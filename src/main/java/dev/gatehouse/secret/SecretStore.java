package dev.gatehouse.secret;

import java.util.List;
import java.util.Optional;

/**
 * Where secrets are kept. Every store keeps the same promises, held by one contract test: what was
 * acknowledged is there, a change is whole or did not happen, and of two writers at once, in
 * threads or processes, neither undoes the other's work. Thread-safe.
 *
 * <p>All methods throw {@link SecretStoreException}, whose message says what to do, and never
 * return part of a value.
 */
public interface SecretStore extends AutoCloseable {

  /** Puts whatever version there is. */
  int ANY_VERSION = -1;

  /** Puts only what is not there yet. */
  int NO_VERSION = 0;

  /** Returns what and where the store is, for a person: "the encrypted file .gatehouse/x". */
  String place();

  /** Returns the secret of that name, if there is one. */
  Optional<StoredSecret> get(SecretName name);

  /** Returns what there is, in the order of the names; reads no value. */
  List<SecretInfo> list();

  /**
   * Stores a value, new or in place of another. A secret's first value has version 1, also one of a
   * name that was erased before.
   *
   * @param expectedVersion {@link #ANY_VERSION}, {@link #NO_VERSION}, or the version to replace; on
   *     any other the store is left as it is and the exception's kind is {@code CONFLICT}
   * @return what is stored now
   * @throws IllegalArgumentException with a message for a person when the value is empty, see
   *     {@link #refuseEmpty}
   */
  SecretInfo put(SecretName name, Secret value, int expectedVersion);

  /** Stores a value whatever was there. */
  default SecretInfo put(SecretName name, Secret value) {
    return put(name, value, ANY_VERSION);
  }

  /**
   * Erases a secret with all its versions.
   *
   * @return whether there was one
   */
  boolean delete(SecretName name);

  /**
   * Refuses an empty value: no portal takes one, and it is what a broken pipe gives.
   *
   * @throws IllegalArgumentException when it is empty
   */
  static void refuseEmpty(SecretName name, Secret value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "no value for %s; found an empty text; expected at least one character. What is there was left as it is."
              .formatted(name));
    }
  }

  /** Wipes keys from memory. A closed store is not used again. */
  @Override
  void close();
}
