package dev.gatehouse.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
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

  /** Copies the characters; whoever made them wipes them. */
  public Secret(char[] value) {
    this.value = value.clone();
  }

  /**
   * Reads a secret from the bytes of {@link #utf8()}, which whoever made them wipes.
   *
   * @throws IllegalArgumentException when they are not UTF-8
   */
  public static Secret ofUtf8(byte[] bytes) {
    CharBuffer decoded;
    try {
      decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not a text; expected UTF-8", e);
    }
    char[] characters = new char[decoded.remaining()];
    decoded.get(characters);
    Arrays.fill(decoded.array(), '\0');
    Secret secret = new Secret(characters);
    Arrays.fill(characters, '\0');
    return secret;
  }

  /**
   * Returns the value, to be typed and forgotten at once.
   *
   * @throws IllegalStateException after it was wiped
   */
  public synchronized String reveal() {
    requireLive();
    return new String(value);
  }

  private void requireLive() {
    if (wiped) {
      throw new IllegalStateException("The secret was wiped; read it from its store again.");
    }
  }

  /**
   * Returns the value in UTF-8, to be wiped by whoever asked.
   *
   * @throws IllegalArgumentException when it holds half a character, which UTF-8 cannot write
   * @throws IllegalStateException after it was wiped
   */
  public synchronized byte[] utf8() {
    requireLive();
    // Three bytes a UTF-16 unit is the most UTF-8 takes.
    ByteBuffer encoded = ByteBuffer.allocate(3 * value.length);
    CoderResult result =
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value), encoded, true);
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
    Arrays.fill(encoded.array(), (byte) 0);
    if (result.isError()) {
      Arrays.fill(bytes, (byte) 0);
      throw new IllegalArgumentException(
          "not a text; found half of a character of two (a lone surrogate); type the value again");
    }
    return bytes;
  }

  /** Returns another secret of the same value, which is wiped by itself. */
  public synchronized Secret copy() {
    requireLive();
    return new Secret(value);
  }

  /** Returns whether the value is the same as another's. */
  public boolean sameAs(Secret other) {
    return reveal().equals(other.reveal());
  }

  /** Returns how many characters (UTF-16 units) the value has. */
  public synchronized int length() {
    return value.length;
  }

  /** Returns whether the value was wiped. */
  public synchronized boolean isWiped() {
    return wiped;
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
