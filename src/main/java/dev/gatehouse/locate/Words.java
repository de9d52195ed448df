package dev.gatehouse.locate;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Folds texts so that wording can be compared: case, accents, punctuation, camelCase. */
final class Words {

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z\\d])(?=[A-Z])");
  private static final Pattern ACCENT = Pattern.compile("\\p{Mn}+");

  /** Marks that would be taken for letters: "ZIP Code™" is no "codetm". */
  private static final Pattern MARK = Pattern.compile("[™℠®©]");

  /** What a browser does not show within a word: soft hyphens, joiners, zero-width spaces. */
  private static final Pattern UNSEEN = Pattern.compile("[\\u00AD\\u200B-\\u200D\\u2060\\uFEFF]");

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern OPTIONALITY =
      Pattern.compile(
          "[(\\[]?\\b(?:required|optional|mandatory)\\b[)\\]]?", Pattern.CASE_INSENSITIVE);

  private static final int SHORTEST_OPTIONALITY = "required".length();

  private Words() {}

  /** Returns the words of a person's text or of an identifier, in lower case, spaces between. */
  static String fold(String text) {
    return isAscii(text) ? foldAscii(text) : foldAny(text);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  // Nearly all that is folded is ASCII, and every control of a page is folded for every intent:
  // the patterns below took a fifth of a run's own time.
  private static String foldAscii(String text) {
    StringBuilder words = new StringBuilder(text.length() + 8);
    boolean apart = false;
    boolean lowerBefore = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean upper = c >= 'A' && c <= 'Z';
      boolean lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      apart |= (upper && lowerBefore) || !(upper || lower);
      if (upper || lower) {
        if (apart && words.length() > 0) {
          words.append(' ');
        }
        apart = false;
        words.append(upper ? (char) (c + ('a' - 'A')) : c);
      }
      lowerBefore = lower;
    }
    return words.toString();
  }

  /** Folds a text of any script; for ASCII it gives what {@link #fold} gives. */
  static String foldAny(String text) {
    if (text.isBlank()) {
      return "";
    }
    String bare = MARK.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll(" ");
    String split = HUMP.matcher(bare).replaceAll(" ").replace("ß", "ss").replace("ł", "l");
    String plain = ACCENT.matcher(Normalizer.normalize(split, Normalizer.Form.NFKD)).replaceAll("");
    return NO_WORD
        .matcher(Normalizer.normalize(plain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
        .replaceAll(" ")
        .strip()
        .replace('ı', 'i');
  }

  /** Returns the words of a label, without the marks that only say whether a value is required. */
  static String foldLabel(String label) {
    return fold(
        label.length() < SHORTEST_OPTIONALITY ? label : OPTIONALITY.matcher(label).replaceAll(" "));
  }

  /** Returns how many words a folded text has. */
  static int count(String folded) {
    return folded.isEmpty() ? 0 : folded.split(" ").length;
  }
}
