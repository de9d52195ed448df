package dev.gatehouse.problem;

import java.util.Locale;
import java.util.Optional;

/**
 * Finds the word a person probably meant. The distance is Damerau and Levenshtein's in its
 * restricted form (insertions, deletions, substitutions and swaps of neighbours, no part edited
 * twice); up to a third of the word may be wrong.
 */
public final class Nearest {

  private Nearest() {}

  /**
   * Returns the candidate nearest to a word, the first of equals, or nothing if none is near.
   * {@code fieldName}, {@code field_name} and {@code Field-Name} count as equal.
   */
  public static Optional<String> to(String word, Iterable<String> candidates) {
    String plainWord = plain(word);
    Optional<String> nearest = Optional.empty();
    int least = Math.max(1, plainWord.length() / 3) + 1;
    for (String candidate : candidates) {
      String plainCandidate = plain(candidate);
      // A distance is never below the difference in length: no need to work it out.
      if (Math.abs(plainWord.length() - plainCandidate.length()) < least) {
        int distance = distance(plainWord, plainCandidate);
        if (distance < least && distance < plainCandidate.length()) {
          least = distance;
          nearest = Optional.of(candidate);
        }
      }
    }
    return nearest;
  }

  /** Returns how many edits turn one word into the other. */
  public static int distance(String from, String to) {
    int[][] rows = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, from, to, i, j);
      }
    }
    return rows[from.length()][to.length()];
  }

  private static int cheapest(int[][] rows, String from, String to, int i, int j) {
    int substitution = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int cost =
        Math.min(
            Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1), rows[i - 1][j - 1] + substitution);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(cost, rows[i - 2][j - 2] + 1) : cost;
  }

  private static String plain(String word) {
    return word.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .replaceAll("[_ ]", "-")
        .toLowerCase(Locale.ROOT);
  }
}
