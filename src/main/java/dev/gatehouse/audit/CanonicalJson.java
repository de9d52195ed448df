package dev.gatehouse.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes JSON in its one canonical form (RFC 8785), for objects of texts, whole numbers within
 * 2^53, true and false, lists and objects. The format knows no other values, so that nobody need
 * agree on how fractions are written. Thread-safe.
 */
final class CanonicalJson {

  /** The largest whole number that every reader of JSON reads exactly (RFC 7493). */
  static final long LARGEST = (1L << 53) - 1;

  private CanonicalJson() {}

  /**
   * Returns the object as UTF-8, members sorted by the UTF-16 units of their names.
   *
   * @throws IllegalArgumentException when it holds a value the format does not know, or half a
   *     surrogate pair
   */
  static byte[] bytes(Map<?, ?> object) {
    StringBuilder json = new StringBuilder(512);
    object(json, object);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void value(StringBuilder json, Object value) {
    if (value instanceof String text) {
      text(json, text);
    } else if (value instanceof Long || value instanceof Integer) {
      number(json, ((Number) value).longValue());
    } else if (value instanceof Boolean) {
      json.append(value);
    } else if (value instanceof Map<?, ?> map) {
      object(json, map);
    } else if (value instanceof List<?> list) {
      list(json, list);
    } else {
      throw new IllegalArgumentException("no value of the audit log: " + value.getClass());
    }
  }

  private static void number(StringBuilder json, long number) {
    if (Math.abs(number) > LARGEST) {
      throw new IllegalArgumentException("a number beyond 2^53: " + number);
    }
    json.append(number);
  }

  private static void object(StringBuilder json, Map<?, ?> object) {
    // A text's natural order is that of its UTF-16 units, the order the RFC asks for.
    Map<?, ?> sorted =
        object instanceof SortedMap<?, ?> map && map.comparator() == null
            ? object
            : new TreeMap<>(object);
    char separator = '{';
    for (Map.Entry<?, ?> member : sorted.entrySet()) {
      json.append(separator);
      text(json, (String) member.getKey());
      json.append(':');
      value(json, member.getValue());
      separator = ',';
    }
    json.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void list(StringBuilder json, List<?> list) {
    char separator = '[';
    for (Object item : list) {
      json.append(separator);
      value(json, item);
      separator = ',';
    }
    json.append(list.isEmpty() ? "[]" : "]");
  }

  private static void text(StringBuilder json, String text) {
    json.append('"');
    // What stands for itself is most of a text, and taken over in one piece.
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      json.append(text, from, i);
      from = i + 1;
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\t' -> json.append("\\t");
        case '\n' -> json.append("\\n");
        case '\f' -> json.append("\\f");
        case '\r' -> json.append("\\r");
        default -> {
          if (c < ' ') {
            json.append("\\u00").append(c < 16 ? "0" : "1").append(Character.forDigit(c & 15, 16));
          } else if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            json.append(c).append(text.charAt(++i));
            from = i + 1;
          } else {
            throw new IllegalArgumentException("half a surrogate pair at character " + i);
          }
        }
      }
    }
    json.append(text, from, text.length()).append('"');
  }
}
