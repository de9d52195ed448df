package dev.gatehouse.storage;

/** The database cannot be used; the message says which, why, and what to do. */
public final class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  StorageException(String message) {
    super(message);
  }

  static StorageException failed(Dialect dialect, String what, Throwable cause) {
    return new StorageException(
        "The database %s cannot be %s: %s. %s"
            .formatted(dialect.place(), what, cause.getMessage(), dialect.remedy()),
        cause);
  }
}
