package dev.gatehouse.lint;

import dev.gatehouse.problem.Position;

/**
 * A tag as it stands in a file.
 *
 * @param at where its {@code @} stands
 * @param name with its {@code @}
 */
record TagUse(Position at, String name) {

  boolean is(String key) {
    return name.startsWith("@" + key + ":");
  }

  /** Returns what follows the first colon. */
  String value() {
    return name.substring(name.indexOf(':') + 1);
  }
}
