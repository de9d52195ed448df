package dev.gatehouse.locate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The words each intent is recognised by, in twelve languages. Immutable and thread-safe. */
final class Lexicon {

  /**
   * How well a text names an intent.
   *
   * @param strength 0 (not at all) to 1 (the text is the phrase and nothing else)
   * @param phrase the phrase that fitted, or empty
   */
  record Match(double strength, String phrase) {
    static final Match NONE = new Match(0, "");
  }

  private record Phrase(String words, boolean spaced, String sought) {
    static Phrase of(String words, boolean open) {
      boolean spaced = isSpaced(words);
      return new Phrase(words, spaced, spaced ? " " + words + (open ? "" : " ") : words);
    }
  }

  private final Map<Intent, List<Phrase>> phrases = new EnumMap<>(Intent.class);

  Lexicon() {
    try (InputStream source = Lexicon.class.getResourceAsStream("lexicon.txt")) {
      if (source == null) {
        throw new IllegalStateException("lexicon.txt is missing beside " + Lexicon.class);
      }
      read(new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      Intent intent =
          Intent.of(line.substring(0, colon).strip())
              .orElseThrow(() -> new IllegalStateException("lexicon.txt: no such intent"));
      List<Phrase> list = new ArrayList<>();
      for (String alternative : line.substring(colon + 1).split("\\|", -1)) {
        String phrase = alternative.strip();
        boolean open = phrase.endsWith("*");
        list.add(Phrase.of(Words.fold(phrase), open));
      }
      phrases.put(intent, List.copyOf(list));
    }
  }

  /**
   * Returns how well a folded text names the intent: the longer the phrase in proportion to the
   * text, the better.
   */
  Match match(Intent intent, String folded) {
    if (folded.isEmpty()) {
      return Match.NONE;
    }
    Match best = Match.NONE;
    String padded = " " + folded + " ";
    for (Phrase phrase : phrases.getOrDefault(intent, List.of())) {
      double strength = strength(phrase, padded, folded);
      if (strength > best.strength()) {
        best = new Match(strength, phrase.words());
      }
    }
    return best;
  }

  private static double strength(Phrase phrase, String padded, String folded) {
    String words = phrase.words();
    if (folded.equals(words)) {
      return 1;
    }
    int at = (phrase.spaced() ? padded : folded).indexOf(phrase.sought());
    if (at < 0) {
      return 0;
    }
    double coverage = (double) words.length() / folded.length();
    double position = at == 0 ? 0.1 : 0;
    return Math.min(0.95, 0.35 + 0.55 * Math.sqrt(coverage) + position);
  }

  // Chinese and Japanese set no spaces between words, so there a phrase may stand within a longer
  // text.
  private static boolean isSpaced(String words) {
    return words
        .codePoints()
        .noneMatch(
            c ->
                Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN
                    || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA
                    || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA);
  }
}
