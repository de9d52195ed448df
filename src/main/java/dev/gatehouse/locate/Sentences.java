package dev.gatehouse.locate;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Folds running text for reading: lower case, no accents, single spaces; punctuation stays. */
final class Sentences {

  // Only Latin letters are the same without their marks; in Japanese and Russian they are others.
  private static final Pattern ACCENT = Pattern.compile("(?<=\\p{IsLatin})\\p{Mn}+");
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
  private static final Pattern END = Pattern.compile("(?<=[.!?。！？])\\s+|\\n+");

  private Sentences() {}

  static String fold(String text) {
    String plain =
        ACCENT
            .matcher(Normalizer.normalize(text.replace("ł", "l"), Normalizer.Form.NFD))
            .replaceAll("");
    String composed = Normalizer.normalize(plain, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return SPACE.matcher(composed).replaceAll(" ").strip().replace('ı', 'i');
  }

  /** Returns the sentences of a text, as they stand. */
  static List<String> of(String text) {
    return Arrays.stream(END.split(text)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
