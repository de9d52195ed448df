package dev.gatehouse.flow;

/** What was sent or refused before cannot be read or recorded, so nothing may be sent. */
public final class RecordUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RecordUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
