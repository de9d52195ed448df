package dev.gatehouse.locate;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Folds texts so that wording can be compared: case, accents, punctuation, camelCase. */
final class Words {

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z\\d])(?=[A-Z])");
  private static final Pattern ACCENT = Pattern.compile("\\p{Mn}+");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern OPTIONALITY =
      Pattern.compile(
          "[(\\[]?\\b(?:required|optional|mandatory)\\b[)\\]]?", Pattern.CASE_INSENSITIVE);

  private Words() {}

  /** Returns the words of a person's text or of an identifier, in lower case, spaces between. */
  static String fold(String text) {
    if (text.isBlank()) {
      return "";
    }
    String split = HUMP.matcher(text).replaceAll(" ").replace("ß", "ss").replace("ł", "l");
    String plain = ACCENT.matcher(Normalizer.normalize(split, Normalizer.Form.NFKD)).replaceAll("");
    return NO_WORD
        .matcher(Normalizer.normalize(plain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
        .replaceAll(" ")
        .strip()
        .replace('ı', 'i');
  }

  /** Returns the words of a label, without the marks that only say whether a value is required. */
  static String foldLabel(String label) {
    return fold(OPTIONALITY.matcher(label).replaceAll(" "));
  }

  /** Returns how many words a folded text has. */
  static int count(String folded) {
    return folded.isEmpty() ? 0 : folded.split(" ").length;
  }
}
