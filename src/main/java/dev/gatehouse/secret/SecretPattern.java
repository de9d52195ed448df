package dev.gatehouse.secret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds a value in a text however its characters are escaped there, in capitals or not, with other
 * white space, or cut short by the text's end. Immutable.
 */
final class SecretPattern {

  /** Where a value may begin and end. */
  enum Where {
    /** In the middle of a word too. */
    ANYWHERE,
    /** Not within a word or number: short values are part of many. */
    WHOLE_WORD,
    /** Only as a value, quoted or behind an equals sign: a letter stands everywhere. */
    WHOLE_VALUE
  }

  // Of a value that the text's end cuts off, so much is told to be it and no less.
  private static final int SHORTEST_PART = 6;
  private static final int LONG_PART = 12;

  private final int[] codePoints;
  private final Where where;
  private final boolean anyCase;
  private final boolean wrapped;

  /**
   * @param value what to find, not empty; white space in it stands for any
   * @param anyCase whether capitals do not matter
   * @param wrapped whether line breaks may stand anywhere in it, as in base 64
   */
  SecretPattern(String value, Where where, boolean anyCase, boolean wrapped) {
    this.codePoints =
        value
            .strip()
            .replaceAll("\\s+", " ")
            .codePoints()
            .map(c -> anyCase ? fold(c) : c)
            .toArray();
    this.where = where;
    this.anyCase = anyCase;
    this.wrapped = wrapped;
    if (codePoints.length == 0) {
      throw new IllegalArgumentException("there is nothing to find in an empty value");
    }
  }

  private static int fold(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }

  /** Returns the characters it may begin with, as read. */
  int[] first() {
    int c = codePoints[0];
    return anyCase ? new int[] {c, Character.toUpperCase(c)} : new int[] {c};
  }

  /**
   * Returns the index behind the value if it stands at an index, -1 otherwise.
   *
   * @param first how its first character, one of {@link #first}, was read there
   */
  int endAt(EscapedText text, int start, Reading first) {
    int end = match(text, first.next());
    return end > start && stands(text, start, end) ? end : -1;
  }

  // Most texts differ within a few characters that are what they look like.
  private int match(EscapedText text, int start) {
    int at = start;
    for (int k = 1; k < codePoints.length; k++) {
      if (at >= text.length()) {
        return isPart(k) ? at : -1;
      }
      char c = text.charAt(at);
      if (!Reading.plain(c) || text.cutAt(at) || skipped(c, k)) {
        return escaped(text, at, k);
      }
      if (!same(c, codePoints[k])) {
        return -1;
      }
      at++;
    }
    return at;
  }

  // Each character may be read in several ways, so there are several places to go on from.
  private int escaped(EscapedText text, int start, int from) {
    List<Integer> places = new ArrayList<>(List.of(start));
    int part = -1;
    for (int k = from; k < codePoints.length; k++) {
      List<Integer> next = new ArrayList<>();
      for (int i = 0; i < places.size(); i++) {
        int at = places.get(i);
        if (text.cutAt(at)) {
          part = isPart(k) ? Math.max(part, at) : part;
        }
        for (Reading reading : text.at(at)) {
          if (same(reading.codePoint(), codePoints[k])) {
            add(reading.next(), next);
          } else if (skipped(reading.codePoint(), k)) {
            add(reading.next(), places);
          }
        }
      }
      if (next.isEmpty()) {
        return part;
      }
      places = next;
    }
    return Collections.max(places);
  }

  private static void add(Integer place, List<Integer> places) {
    if (!places.contains(place)) {
      places.add(place);
    }
  }

  // The second half of UTF-16 read byte by byte, the rest of white space, and line ends.
  private boolean skipped(int c, int k) {
    return c == 0 || (Character.isWhitespace(c) && (wrapped || codePoints[k - 1] == ' '));
  }

  private boolean same(int found, int expected) {
    return found == expected
        || (expected == ' ' && Character.isWhitespace(found))
        || (anyCase && fold(found) == expected);
  }

  private boolean isPart(int matched) {
    return where == Where.ANYWHERE
        && matched >= SHORTEST_PART
        && (matched >= LONG_PART || matched * 2 >= codePoints.length);
  }

  private boolean stands(EscapedText text, int start, int end) {
    return switch (where) {
      case ANYWHERE -> true;
      case WHOLE_WORD -> !wordAt(text, start - 1) && !wordAt(text, end);
      case WHOLE_VALUE -> opens(text, start - 1) && closes(text, end);
    };
  }

  private static boolean wordAt(EscapedText text, int index) {
    return index >= 0 && index < text.length() && Character.isLetterOrDigit(text.charAt(index));
  }

  private static boolean opens(EscapedText text, int index) {
    return index < 0 || "=\"'>“‘«".indexOf(text.charAt(index)) >= 0;
  }

  private static boolean closes(EscapedText text, int index) {
    return index >= text.length() || "&\"'<;”’» \r\n\t".indexOf(text.charAt(index)) >= 0;
  }
}
