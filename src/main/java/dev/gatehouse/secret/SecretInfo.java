package dev.gatehouse.secret;

import java.time.Instant;

/**
 * What may be told of a stored secret: everything but its value.
 *
 * @param version 1 for the first value, one more with each change
 * @param created when the first value was stored
 * @param changed when the present value was stored
 */
public record SecretInfo(SecretName name, int version, Instant created, Instant changed) {

  public SecretInfo {
    if (version < 1) {
      throw new IllegalArgumentException("version: found " + version + ", expected 1 or more");
    }
  }
}
