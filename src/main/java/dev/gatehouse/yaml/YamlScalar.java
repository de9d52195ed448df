package dev.gatehouse.yaml;

import dev.gatehouse.problem.Position;

/**
 * A single value.
 *
 * @param at where it begins
 * @param text the value as it is written, without quotes; numbers keep their leading zeros
 * @param kind what it would be to another reader of YAML 1.2
 */
public record YamlScalar(Position at, String text, Kind kind) implements YamlValue {

  /** What a single value is. */
  public enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NOTHING
  }

  private static final int SHOWN = 60;

  @Override
  public String shown() {
    return switch (kind) {
      case TEXT -> quoted(text);
      case NUMBER, BOOLEAN -> text;
      case NOTHING -> "nothing";
    };
  }

  /** Returns a text in quotes on one line, shortened if it is long. */
  public static String quoted(String text) {
    String oneLine = text.replaceAll("\\p{Cntrl}+", " ");
    int end =
        oneLine.offsetByCodePoints(0, Math.min(SHOWN, oneLine.codePointCount(0, oneLine.length())));
    return '"' + oneLine.substring(0, end) + (end < oneLine.length() ? "..." : "") + '"';
  }
}
