package dev.gatehouse.yaml;

import dev.gatehouse.problem.Position;
import java.util.List;

/**
 * A list.
 *
 * @param at where it begins
 * @param items its values, in the file's order
 */
public record YamlSequence(Position at, List<YamlValue> items) implements YamlValue {
  public YamlSequence {
    items = List.copyOf(items);
  }

  @Override
  public String shown() {
    return "a list";
  }
}
