package dev.gatehouse.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an object in the form {@link CanonicalJson} writes, and in no other, in one pass over its
 * bytes: that there is one form makes the grammar so small that nothing need be written again to be
 * compared. Used once, by one thread.
 */
final class CanonicalReader {

  private static final int DEEPEST = 500;
  private static final String ESCAPED = "\"\\btnfr";
  private static final String MEANT = "\"\\\b\t\n\f\r";

  private final byte[] json;
  private final String apart;
  private int at;
  private int depth;
  private int from;
  private int to;

  /**
   * @param apart the name of a member of the object itself whose place is to be known
   */
  CanonicalReader(byte[] json, String apart) {
    this.json = json;
    this.apart = apart;
  }

  /**
   * Returns the object: texts, whole numbers, true and false, lists and objects.
   *
   * @throws IllegalArgumentException with the reason, when it is not one in canonical form
   */
  Map<String, Object> read() {
    if (json.length == 0 || json[0] != '{') {
      throw new IllegalArgumentException("not a JSON object");
    }
    Map<String, Object> object = object();
    if (at < json.length) {
      throw new IllegalArgumentException("something after the JSON object");
    }
    return object;
  }

  /** Returns where the member apart begins, its comma included; the same as its end without one. */
  int from() {
    return from;
  }

  /** Returns where it ends. */
  int to() {
    return to;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("not JSON in canonical form, at byte " + at);
  }

  private byte peek() {
    if (at >= json.length) {
      throw wrong();
    }
    return json[at];
  }

  private void take(char expected) {
    if (peek() != expected) {
      throw wrong();
    }
    at++;
  }

  private Object value() {
    byte first = peek();
    return switch (first) {
      case '"' -> text();
      case '{' -> object();
      case '[' -> list();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private boolean word(String word, boolean meaning) {
    for (int i = 0; i < word.length(); i++) {
      take(word.charAt(i));
    }
    return meaning;
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("deeper than " + DEEPEST);
    }
  }

  private Map<String, Object> object() {
    deeper();
    Map<String, Object> object = new LinkedHashMap<>(32);
    take('{');
    String last = "";
    while (peek() != '}') {
      int begin = at;
      if (!object.isEmpty()) {
        take(',');
      }
      String name = text();
      // Sorted also means that no name is there twice.
      if (!object.isEmpty() && name.compareTo(last) <= 0) {
        throw wrong();
      }
      last = name;
      take(':');
      object.put(name, value());
      if (depth == 1 && name.equals(apart)) {
        from = begin;
        to = begin == 1 && peek() == ',' ? at + 1 : at;
      }
    }
    at++;
    depth--;
    return object;
  }

  private List<Object> list() {
    deeper();
    List<Object> list = new ArrayList<>();
    take('[');
    while (peek() != ']') {
      if (!list.isEmpty()) {
        take(',');
      }
      list.add(value());
    }
    at++;
    depth--;
    return list;
  }

  private long number() {
    boolean negative = peek() == '-';
    if (negative) {
      at++;
    }
    int begin = at;
    long number = 0;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      number = number * 10 + json[at] - '0';
      if (number > CanonicalJson.LARGEST) {
        throw wrong();
      }
      at++;
    }
    boolean leadingZero = at > begin && json[begin] == '0' && (negative || at > begin + 1);
    if (at == begin || leadingZero) {
      throw wrong();
    }
    return negative ? -number : number;
  }

  private String text() {
    take('"');
    int begin = at;
    while (true) {
      byte c = peek();
      if (c == '"') {
        return new String(json, begin, at++ - begin, StandardCharsets.ISO_8859_1);
      }
      if (c < ' ' || c == '\\') {
        return textFrom(begin);
      }
      at++;
    }
  }

  // With escapes, or beyond ASCII, whose bytes are negative.
  private String textFrom(int begin) {
    StringBuilder text = new StringBuilder(64);
    text.append(new String(json, begin, at - begin, StandardCharsets.ISO_8859_1));
    while (peek() != '"') {
      byte c = json[at];
      if (c == '\\') {
        at++;
        text.append(escaped());
      } else if (c >= ' ') {
        text.append((char) c);
        at++;
      } else {
        text.appendCodePoint(beyondAscii());
      }
    }
    at++;
    return text.toString();
  }

  private char escaped() {
    byte c = peek();
    at++;
    int known = ESCAPED.indexOf(c);
    if (known >= 0) {
      return MEANT.charAt(known);
    }
    // Of the others only control characters are written so, in four digits.
    if (c != 'u' || json.length - at < 4) {
      throw wrong();
    }
    String digits = new String(json, at, 4, StandardCharsets.ISO_8859_1);
    boolean control = digits.startsWith("000") || digits.startsWith("001");
    int low = "0123456789abcdef".indexOf(digits.charAt(3));
    char meant = (char) ((digits.charAt(2) - '0') * 16 + low);
    if (!control || low < 0 || MEANT.indexOf(meant) >= 0) {
      throw wrong();
    }
    at += 4;
    return meant;
  }

  // UTF-8 as RFC 3629 has it: the shortest form, no surrogates, nothing beyond 10FFFF.
  private int beyondAscii() {
    int lead = json[at] & 0xff;
    int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || json.length - at <= more) {
      throw wrong();
    }
    int code = lead & (0x3f >> more);
    for (int i = 1; i <= more; i++) {
      int next = json[at + i] & 0xff;
      if ((next & 0xc0) != 0x80) {
        throw wrong();
      }
      code = (code << 6) | (next & 0x3f);
    }
    int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
    if (code < least
        || code > Character.MAX_CODE_POINT
        || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
      throw wrong();
    }
    at += more + 1;
    return code;
  }
}
