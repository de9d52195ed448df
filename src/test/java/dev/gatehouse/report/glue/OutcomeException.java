package dev.gatehouse.report.glue;

/** Fails a step the way the product does: the message begins with the outcome's title. */
final class OutcomeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OutcomeException(String message) {
    super(message);
  }
}
