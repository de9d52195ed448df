package dev.gatehouse.browser;

/** The browser could not do what it was asked to. Its message is for a person. */
public final class BrowserException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What stood in the way. */
  public enum Reason {
    /** The host's name has no address. */
    DNS,
    /** Nothing listens at the address, or the connection was cut. */
    CONNECTION,
    /** The server's certificate is not valid for the host. */
    CERTIFICATE,
    /** The deadline passed. */
    TIMEOUT,
    /** The element or its frame has left the page. */
    STALE,
    /** Another element covers it, or it is disabled. */
    BLOCKED,
    /** The page, session or browser is closed or has crashed. */
    CLOSED,
    /** No usable browser is on this machine. */
    NO_BROWSER,
    /** Anything else; the message says what. */
    OTHER
  }

  private final Reason reason;

  public BrowserException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public BrowserException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns what stood in the way. */
  public Reason reason() {
    return reason;
  }
}
