package dev.gatehouse.secret;

import java.util.Optional;

/**
 * An account's password on its way to be another, kept so that whoever comes after a crash knows
 * how far it came: the new password is {@code password-next} while nobody was told of it, {@code
 * password-sent} from before it is typed at the portal on, and {@code password} once it was proven.
 * The old one stays {@code password} until then. Each step is one change of the store. Thread-safe
 * as the store is; two rotations of an account at once are refused by the store.
 */
public final class PasswordRotation {

  /** How far a rotation came. */
  public enum State {
    /** There is none. */
    NONE,
    /** The new password is known here alone: the old one is valid. */
    PREPARED,
    /** The portal may have been told: either may be valid. */
    SENT
  }

  private final SecretStore store;
  private final SecretName present;
  private final SecretName next;
  private final SecretName sent;

  /**
   * @param portal whose password, as secrets are named
   * @param account which of several accounts
   */
  public PasswordRotation(SecretStore store, String portal, String account) {
    this.store = store;
    this.present = new SecretName(portal, account, "password");
    this.next = present.withField("password-next");
    this.sent = present.withField("password-sent");
  }

  /** Returns the name of the password. */
  public SecretName name() {
    return present;
  }

  /** Returns how far it came; finishes what a crash left between two changes of the store. */
  public State state() {
    Optional<Secret> told = value(sent);
    if (told.isEmpty()) {
      return value(next).isPresent() ? State.PREPARED : State.NONE;
    }
    // Committed, and died before the rest was put away.
    if (value(present).filter(told.get()::sameAs).isPresent()) {
      abandon();
      return State.NONE;
    }
    store.delete(next);
    return State.SENT;
  }

  /** Returns the password that is valid as far as is known, if there is one. */
  public Optional<Secret> present() {
    return value(present);
  }

  /**
   * Returns the new password.
   *
   * @throws IllegalStateException when there is none
   */
  public Secret next() {
    return value(sent)
        .or(() -> value(next))
        .orElseThrow(() -> new IllegalStateException("no rotation of " + present));
  }

  /** Begins one. */
  public void prepare(Secret generated) {
    store.put(next, generated, SecretStore.NO_VERSION);
  }

  /** Notes that the portal is about to be told. */
  public void sending() {
    try (Secret value = value(next).orElseThrow(() -> new IllegalStateException("not prepared"))) {
      store.put(sent, value, SecretStore.NO_VERSION);
    }
    store.delete(next);
  }

  /** Makes the new password the password; returns what is stored now. */
  public SecretInfo commit() {
    SecretInfo stored;
    try (Secret value = next()) {
      stored = store.put(present, value);
    }
    abandon();
    return stored;
  }

  /** Ends it; the password stays what it is. */
  public void abandon() {
    store.delete(sent);
    store.delete(next);
  }

  private Optional<Secret> value(SecretName name) {
    return store.get(name).map(StoredSecret::value);
  }
}
