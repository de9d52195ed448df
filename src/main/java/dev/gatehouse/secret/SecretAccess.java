package dev.gatehouse.secret;

import java.time.Instant;

/**
 * Somebody asked for a secret. Holds no value.
 *
 * @param version the version given, or 0 if none was
 * @param purpose what for: {@code sign in}
 * @param caller on whose behalf, such as the scenario's name
 */
public record SecretAccess(
    SecretName name, int version, String purpose, String caller, Instant when, Result result) {

  /** How it ended. */
  public enum Result {
    /** The value was read from its store. */
    READ,
    /** The value was still in memory. */
    CACHED,
    /** There is no such secret. */
    ABSENT,
    /** The store could not or would not give it. */
    REFUSED
  }
}
