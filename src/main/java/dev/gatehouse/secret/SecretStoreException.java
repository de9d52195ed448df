package dev.gatehouse.secret;

/**
 * A secret store cannot do what it was asked for. The message is for a person: what, where, and
 * what to do. It holds no secret.
 */
public final class SecretStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** No master password, token or the like was given. */
    NO_KEY,
    /** The master password, token or the like is not the right one. */
    WRONG_KEY,
    /** The file that holds the master password, or the store's own, may be read by others. */
    EXPOSED,
    /** The store's file ends too early. */
    TRUNCATED,
    /** The store's content was changed by something else than Gatehouse. */
    DAMAGED,
    /** An older copy stands where a newer one was. */
    OUTDATED,
    /** The store was written by a newer Gatehouse. */
    NEWER,
    /** There is no such store on this machine. */
    ABSENT,
    /** The store is there and locked or sealed; a person opens it. */
    LOCKED,
    /** The store knows us and does not allow this. */
    FORBIDDEN,
    /** What we were let in with has expired. */
    EXPIRED,
    /** The store cannot be reached. */
    UNREACHABLE,
    /** The store did not answer in time. */
    TIMED_OUT,
    /** The store can only be read. */
    READ_ONLY,
    /** The value is larger than the store can hold. */
    TOO_LARGE,
    /** Another version is there than was expected. */
    CONFLICT,
    /** It cannot be read or written for a reason of the machine, such as a full disk. */
    UNUSABLE
  }

  private final Kind kind;

  public SecretStoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public SecretStoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns why. */
  public Kind kind() {
    return kind;
  }
}
