package dev.gatehouse.locate;

import java.util.Locale;
import java.util.Optional;

/**
 * A control that is no longer where it was learned to be, and the one recognition found instead.
 *
 * @param before what was learned or pinned, in words
 * @param after what recognition found
 * @param score how well that fits, in points
 * @param runnerUp the next best, in words, if there is one
 * @param runnerUpScore how well that fits, in points; 0 without one
 */
public record Healing(
    Purpose purpose,
    String before,
    LearnedLocator after,
    double score,
    Optional<String> runnerUp,
    double runnerUpScore) {

  /** Returns it in one line: what it is for, before, after, score and runner-up. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s: was %s, now %s, %d points; %s",
        purpose.describe(),
        before,
        after.describe(),
        Math.round(score),
        runnerUp
            .map(next -> "next best " + next + ", " + Math.round(runnerUpScore) + " points")
            .orElse("nothing else comes near"));
  }
}
