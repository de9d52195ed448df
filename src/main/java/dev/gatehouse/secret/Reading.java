package dev.gatehouse.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One way to read one character at a place of a text that may be escaped, and where the next one
 * begins. A letter, its percent-encoding, its HTML entity and its escape in JSON all read as that
 * letter, also where the escape itself was escaped again, in the same way or another.
 *
 * @param codePoint the character
 * @param next the index behind it
 */
record Reading(int codePoint, int next) {

  private static final Map<String, Integer> ENTITIES =
      Map.of("amp", (int) '&', "lt", (int) '<', "gt", (int) '>', "quot", (int) '"', "apos", 39);

  private static final Map<Integer, Integer> CONTROLS =
      Map.of((int) 'n', 10, (int) 'r', 13, (int) 't', 9, (int) 'b', 8, (int) 'f', 12, (int) '0', 0);

  /** How often a text may have been escaped: JSON in a form's field in a page, and one more. */
  private static final int LAYERS = 3;

  // "#1114111" and "#x10ffff" are the longest that stand for one character.
  private static final int LONGEST_ENTITY = 8;

  /** Returns whether the character there can only be read as itself. */
  static boolean plain(char c) {
    return c != '%' && c != '&' && c != '\\' && c != '+' && !Character.isHighSurrogate(c);
  }

  /** Returns every way to read a character at an index within the text. */
  static List<Reading> at(String text, int index) {
    return at(text, index, LAYERS);
  }

  // What was escaped in a layer is read in characters of the layer around it.
  private static List<Reading> at(String text, int index, int layers) {
    if (index >= text.length()) {
      return List.of();
    }
    if (layers == 0 || plain(text.charAt(index))) {
      int raw = text.codePointAt(index);
      return List.of(new Reading(raw, index + Character.charCount(raw)));
    }
    List<Reading> outer = at(text, index, layers - 1);
    List<Reading> all = new ArrayList<>(outer);
    for (Reading first : outer) {
      int next = first.next();
      switch (first.codePoint()) {
        case '%' -> percent(text, next, layers - 1, all);
        case '&' -> entity(text, next, layers - 1, "", all);
        case '\\' -> backslash(text, next, layers - 1, all);
        case '+' -> add(new Reading(' ', next), all);
        default -> {
          // Stands for itself alone.
        }
      }
    }
    return all;
  }

  private static void add(Reading reading, List<Reading> all) {
    if (!all.contains(reading)) {
      all.add(reading);
    }
  }

  // The bytes of a character in UTF-8, or one in Latin-1.
  private static void percent(String text, int index, int layers, List<Reading> all) {
    for (Reading lead : hex(text, index, 2, 0, layers)) {
      add(lead, all);
      int value = lead.codePoint();
      int more = value >= 0xf0 ? 3 : value >= 0xe0 ? 2 : value >= 0xc0 ? 1 : 0;
      if (more > 0) {
        int start = value & (0x3f >> more);
        continued(text, lead.next(), more, start, layers, all);
      }
    }
  }

  private static void continued(
      String text, int index, int more, int value, int layers, List<Reading> all) {
    if (more == 0) {
      add(new Reading(value, index), all);
      return;
    }
    for (Reading sign : at(text, index, layers)) {
      if (sign.codePoint() == '%') {
        for (Reading following : hex(text, sign.next(), 2, 0, layers)) {
          if ((following.codePoint() & 0xc0) == 0x80) {
            int sofar = value << 6 | (following.codePoint() & 0x3f);
            continued(text, following.next(), more - 1, sofar, layers, all);
          }
        }
      }
    }
  }

  private static void entity(String text, int index, int layers, String name, List<Reading> all) {
    for (Reading one : at(text, index, layers)) {
      int c = one.codePoint();
      if (c == ';') {
        int value = entityValue(name.toLowerCase(Locale.ROOT));
        if (value >= 0) {
          add(new Reading(value, one.next()), all);
        }
      } else if (name.length() < LONGEST_ENTITY && (c == '#' || isAsciiWord(c))) {
        entity(text, one.next(), layers, name + (char) c, all);
      }
    }
  }

  private static boolean isAsciiWord(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static int entityValue(String name) {
    try {
      if (name.startsWith("#x")) {
        return Integer.parseInt(name.substring(2), 16);
      }
      if (name.startsWith("#")) {
        return Integer.parseInt(name.substring(1));
      }
    } catch (NumberFormatException e) {
      return -1;
    }
    return ENTITIES.getOrDefault(name, -1);
  }

  // As in JSON, Java and JavaScript.
  private static void backslash(String text, int index, int layers, List<Reading> all) {
    for (Reading kind : at(text, index, layers)) {
      int c = kind.codePoint();
      if (c == 'u' || c == 'x') {
        for (Reading unit : hex(text, kind.next(), c == 'u' ? 4 : 2, 0, layers)) {
          if (Character.isHighSurrogate((char) unit.codePoint())) {
            lowSurrogate(text, unit, layers, all);
          } else {
            add(unit, all);
          }
        }
      } else if (CONTROLS.containsKey(c)) {
        add(new Reading(CONTROLS.getOrDefault(c, 0), kind.next()), all);
      } else if (c == '\\' || c == '"' || c == '\'' || c == '/') {
        add(kind, all);
      }
    }
  }

  private static void lowSurrogate(String text, Reading high, int layers, List<Reading> all) {
    for (Reading sign : at(text, high.next(), layers)) {
      if (sign.codePoint() != '\\') {
        continue;
      }
      for (Reading kind : at(text, sign.next(), layers)) {
        for (Reading low :
            kind.codePoint() == 'u' ? hex(text, kind.next(), 4, 0, layers) : List.<Reading>of()) {
          char second = (char) low.codePoint();
          if (Character.isLowSurrogate(second)) {
            int codePoint = Character.toCodePoint((char) high.codePoint(), second);
            add(new Reading(codePoint, low.next()), all);
          }
        }
      }
    }
  }

  private static List<Reading> hex(String text, int index, int digits, int value, int layers) {
    if (digits == 0) {
      return List.of(new Reading(value, index));
    }
    List<Reading> all = new ArrayList<>(1);
    for (Reading one : at(text, index, layers)) {
      int digit = Character.digit(one.codePoint(), 16);
      if (digit >= 0) {
        all.addAll(hex(text, one.next(), digits - 1, value << 4 | digit, layers));
      }
    }
    return all;
  }
}
