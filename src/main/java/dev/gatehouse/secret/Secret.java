package dev.gatehouse.secret;

import java.util.Arrays;

/**
 * A value nobody but a portal may see. Prints only {@code [REDACTED]} and can be wiped.
 * Thread-safe.
 */
public final class Secret implements AutoCloseable {

  private final char[] value;
  private boolean wiped;

  public Secret(String value) {
    this.value = value.toCharArray();
  }

  /**
   * Returns the value, to be typed and forgotten at once.
   *
   * @throws IllegalStateException after it was wiped
   */
  public synchronized String reveal() {
    if (wiped) {
      throw new IllegalStateException("The secret was wiped; read it from its store again.");
    }
    return new String(value);
  }

  /** Returns whether the value is empty. */
  public synchronized boolean isEmpty() {
    return value.length == 0;
  }

  /** Wipes the value from memory. */
  @Override
  public synchronized void close() {
    Arrays.fill(value, '\0');
    wiped = true;
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
