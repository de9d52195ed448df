package dev.gatehouse.audit;

/**
 * The audit log cannot be written or read. The message is for a person: what, which file, what to
 * do. Nothing may be done at a portal after it, because nothing would tell of it.
 */
public final class AuditException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AuditException(String message) {
    super(message, null, false, false);
  }

  public AuditException(String message, Throwable cause) {
    super(message, cause, false, false);
  }
}
