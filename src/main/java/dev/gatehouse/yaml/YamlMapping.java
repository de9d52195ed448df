package dev.gatehouse.yaml;

import dev.gatehouse.problem.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys with their values.
 *
 * @param at where the mapping begins
 * @param entries by key, in the file's order
 */
public record YamlMapping(Position at, Map<String, Entry> entries) implements YamlValue {

  /**
   * A value and where its key stands.
   *
   * @param keyAt where the key begins
   * @param value its value
   */
  public record Entry(Position keyAt, YamlValue value) {}

  public YamlMapping {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  @Override
  public String shown() {
    return "keys with values";
  }
}
