package dev.gatehouse.step;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Of which scenarios a trace is kept. */
public enum Traces {
  /** Of none; nothing is recorded. */
  OFF,
  /** Of those that fail. */
  FAILURES,
  /** Of all. */
  ALL;

  /**
   * Returns the one of that name, whatever its capitals.
   *
   * @throws IllegalArgumentException with what was found and expected
   */
  public static Traces named(String name) {
    return Arrays.stream(values())
        .filter(traces -> traces.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "found \"%s\", expected %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Traces::toString)
                                .collect(Collectors.joining(", ")))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
