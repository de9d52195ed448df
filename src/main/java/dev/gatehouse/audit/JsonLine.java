package dev.gatehouse.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one line of the log, and nothing that is not in canonical form. Thread-safe. */
final class JsonLine {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonLine() {}

  /**
   * Returns the line's object: texts, whole numbers, true and false, lists and objects.
   *
   * @throws IllegalArgumentException with the reason, when it is not one in canonical form
   */
  static Map<String, Object> parse(byte[] line) {
    Map<String, Object> object;
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not a JSON object");
      }
      object = object(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("something after the JSON object");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
    if (!Arrays.equals(CanonicalJson.bytes(object), line)) {
      throw new IllegalArgumentException("not JSON in canonical form");
    }
    return object;
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      default -> throw new IllegalArgumentException("a value that is no part of the format");
    };
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
    if (text.length() != 64 || !text.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)) {
      throw new IllegalArgumentException("no hash \"" + name + "\"");
    }
    return text;
  }
}
