package dev.gatehouse.storage;

/** The database cannot be used; the message says which, why, and what to do. */
public final class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
