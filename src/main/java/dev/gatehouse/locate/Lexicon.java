package dev.gatehouse.locate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
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

  /**
   * An intent's phrases by the word they begin with, so that a text is compared with few of them.
   *
   * @param anywhere phrases that may begin within a word: those that set no spaces, and single
   *     words with any ending
   */
  private record Phrases(Map<String, List<Phrase>> byFirstWord, List<Phrase> anywhere) {
    static final Phrases NONE = new Phrases(Map.of(), List.of());

    void add(Phrase phrase, boolean open) {
      int space = phrase.words().indexOf(' ');
      if (!phrase.spaced() || (open && space < 0)) {
        anywhere.add(phrase);
      } else {
        String first = space < 0 ? phrase.words() : phrase.words().substring(0, space);
        byFirstWord.computeIfAbsent(first, none -> new ArrayList<>()).add(phrase);
      }
    }
  }

  private final Map<Intent, Phrases> phrases = new EnumMap<>(Intent.class);

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
      Phrases all = new Phrases(new HashMap<>(), new ArrayList<>());
      for (String alternative : line.substring(colon + 1).split("\\|", -1)) {
        String phrase = alternative.strip();
        boolean open = phrase.endsWith("*");
        all.add(Phrase.of(Words.fold(phrase), open), open);
      }
      phrases.put(intent, all);
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
    Phrases known = phrases.getOrDefault(intent, Phrases.NONE);
    String padded = " " + folded + " ";
    Match best = better(Match.NONE, known.anywhere(), padded, folded);
    int at = 0;
    while (at < folded.length()) {
      int space = folded.indexOf(' ', at);
      int end = space < 0 ? folded.length() : space;
      List<Phrase> begun = known.byFirstWord().get(folded.substring(at, end));
      if (begun != null) {
        best = better(best, begun, padded, folded);
      }
      at = end + 1;
    }
    return best;
  }

  private static Match better(Match best, List<Phrase> phrases, String padded, String folded) {
    Match found = best;
    for (Phrase phrase : phrases) {
      double strength = strength(phrase, padded, folded);
      if (strength > found.strength()) {
        found = new Match(strength, phrase.words());
      }
    }
    return found;
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
