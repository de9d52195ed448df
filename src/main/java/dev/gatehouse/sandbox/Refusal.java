package dev.gatehouse.sandbox;

import java.util.OptionalInt;

/** A request that is answered with an error page instead of what was asked for. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String heading;
  private final int retryAfterSeconds;

  Refusal(int status, String heading, String text) {
    this(status, heading, text, -1);
  }

  Refusal(int status, String heading, String text, int retryAfterSeconds) {
    super(text, null, false, false);
    this.status = status;
    this.heading = heading;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  int status() {
    return status;
  }

  String heading() {
    return heading;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  OptionalInt retryAfterSeconds() {
    return retryAfterSeconds < 0 ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds);
  }
}
