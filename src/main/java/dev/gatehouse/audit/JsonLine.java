package dev.gatehouse.audit;

import java.util.Arrays;
import java.util.Map;

/** Reads one line of the log, and nothing that is not in canonical form. Thread-safe. */
final class JsonLine {

  private JsonLine() {}

  /** A line that was read, and where the member is that does not count for its hash. */
  static final class Read {
    private final byte[] line;
    private final CanonicalReader reader;
    private final Map<String, Object> members;

    private Read(byte[] line, String apart) {
      this.line = line;
      this.reader = new CanonicalReader(line, apart);
      this.members = reader.read();
    }

    /** Returns the object's members: texts, whole numbers, true and false, lists and objects. */
    Map<String, Object> members() {
      return members;
    }

    /** Returns the canonical JSON of the object without that member, in two parts. */
    byte[][] without() {
      return new byte[][] {
        Arrays.copyOfRange(line, 0, reader.from()),
        Arrays.copyOfRange(line, reader.to(), line.length)
      };
    }
  }

  /**
   * Returns the line's object: texts, whole numbers, true and false, lists and objects.
   *
   * @throws IllegalArgumentException with the reason, when it is not one in canonical form
   */
  static Map<String, Object> parse(byte[] line) {
    return new CanonicalReader(line, "").read();
  }

  /**
   * Reads a line, and where one member of it is.
   *
   * @throws IllegalArgumentException with the reason, when it is not an object in canonical form
   */
  static Read parse(byte[] line, String apart) {
    return new Read(line, apart);
  }

  /**
   * Returns a member that must be a text.
   *
   * @throws IllegalArgumentException when it is not
   */
  static String text(Map<String, Object> object, String name) {
    if (object.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no text \"" + name + "\"");
  }

  /**
   * Returns a member that must be a whole number, zero or more.
   *
   * @throws IllegalArgumentException when it is not
   */
  static long number(Map<String, Object> object, String name) {
    if (object.get(name) instanceof Long number && number >= 0) {
      return number;
    }
    throw new IllegalArgumentException("no number \"" + name + "\"");
  }

  /**
   * Returns a member that must be a SHA-256 hash in lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException when it is not
   */
  static String hash(Map<String, Object> object, String name) {
    String text = text(object, name);
    if (text.length() != 64) {
      throw new IllegalArgumentException("no hash \"" + name + "\"");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        throw new IllegalArgumentException("no hash \"" + name + "\"");
      }
    }
    return text;
  }
}
