package dev.gatehouse.locate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What speaks for or against what a control may be: named numbers, most of them 1. A clue's name
 * says where it was seen and what: {@code label email}, {@code next is password}. Filled by one
 * thread, then read by any.
 */
final class Clues {

  /** What is said in longer texts than this is no name of anything. */
  private static final int MOST_WORDS = 12;

  private final Map<String, Double> values = new LinkedHashMap<>();

  /** Notes that something is so. */
  void add(String clue) {
    values.put(clue, 1.0);
  }

  /** Notes that something is so, if it is. */
  void add(String clue, boolean so) {
    if (so) {
      values.put(clue, 1.0);
    }
  }

  /** Notes how much of something there is, usually 0 to 1; the most that was noted counts. */
  void add(String clue, double much) {
    if (much != 0) {
      values.merge(clue, much, Math::max);
    }
  }

  /** Notes each word and each pair of words of a text. */
  void words(String where, String text) {
    String folded = Words.foldLabel(text);
    if (folded.isEmpty()) {
      return;
    }
    String[] words = folded.split(" ", -1);
    for (int i = 0; i < words.length && i < MOST_WORDS; i++) {
      String word = withoutDigits(words[i]);
      add(where + ' ' + word);
      if (i > 0) {
        add(where + ' ' + withoutDigits(words[i - 1]) + ' ' + word);
      }
    }
  }

  // Numbers tell that there is one, not which: "address 1" is, "field 4711" is nobody's name.
  private static String withoutDigits(String word) {
    return word.length() > 2 && word.chars().allMatch(Character::isDigit) ? "#" : word;
  }

  /** Returns all, in the order they were noted in. */
  Map<String, Double> values() {
    return Collections.unmodifiableMap(values);
  }
}
