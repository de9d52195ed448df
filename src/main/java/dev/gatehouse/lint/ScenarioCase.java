package dev.gatehouse.lint;

import dev.gatehouse.problem.Position;
import java.util.List;
import java.util.Optional;

/**
 * A scenario as it would run: a plain one, or one example of an outline.
 *
 * @param at where its keyword stands
 * @param tags its own and those it inherits
 * @param steps its own after those of the backgrounds, in order
 */
record ScenarioCase(Position at, List<TagUse> tags, List<StepUse> steps) {

  ScenarioCase {
    tags = List.copyOf(tags);
    steps = List.copyOf(steps);
  }

  /** Returns the first tag of a key such as {@code portal}. */
  Optional<TagUse> tag(String key) {
    return tags.stream().filter(tag -> tag.is(key)).findFirst();
  }
}
