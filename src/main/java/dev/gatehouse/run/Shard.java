package dev.gatehouse.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of a suite, each run by another machine.
 *
 * @param index counted from 1
 * @param count how many parts there are
 */
public record Shard(int index, int count) {

  /** The whole suite. */
  public static final Shard ALL = new Shard(1, 1);

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  public Shard {
    if (count < 1 || index < 1 || index > count) {
      throw new IllegalArgumentException(
          "shard %d/%d: expected I/N with I from 1 to N".formatted(index, count));
    }
  }

  /**
   * Reads {@code 2/4}.
   *
   * @throws IllegalArgumentException with a message for a person when it is anything else
   */
  public static Shard parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "shard \"%s\": expected I/N, for example 1/4".formatted(text));
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }
}
