package dev.gatehouse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** How listings are printed for programs. */
final class Json {

  private Json() {}

  /** Returns maps, lists, texts, numbers and flags as indented JSON. */
  static String of(Object value) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a value JSON knows: " + value.getClass(), e);
    }
  }
}
