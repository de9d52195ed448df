package dev.gatehouse.locate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Scores one control against one intent by all the evidence a page gives: autocomplete, type,
 * label, aria, placeholder, name, id, the text before it. Plain Java on plain records; thread-safe.
 *
 * <p>The weights are ordered by how seldom a page gets that kind of evidence wrong: the standard
 * autocomplete token first, then the input type, then what people read, then what only developers
 * read, then what merely stands nearby.
 */
public final class Recogniser {

  private static final double AUTOCOMPLETE = 70;
  private static final double LABEL = 48;
  private static final double PLACEHOLDER = 34;
  private static final double IDENTIFIER = 30;
  private static final double NEARBY = 24;
  private static final double FACE = 80;
  private static final double ICON = 70;

  private static final Map<String, Intent> TYPES =
      Map.of("email", Intent.EMAIL, "tel", Intent.TEL, "url", Intent.URL, "search", Intent.SEARCH);

  // Standard autofill tokens that mean an intent under another name.
  private static final Map<String, Intent> TOKEN_ALIASES =
      Map.of("tel-national", Intent.TEL, "address-line1", Intent.ADDRESS_LINE1);

  private static final Set<Intent> PASSWORDS = Set.of(Intent.CURRENT_PASSWORD, Intent.NEW_PASSWORD);

  private final Lexicon lexicon = new Lexicon();

  /** Returns how well the control fits the intent; points are at most about 190. */
  public Score score(Control control, Intent intent) {
    return intent.kind() == Intent.Kind.FIELD ? field(control, intent) : action(control, intent);
  }

  /** Returns how well the text by itself names the intent, 0 to 1. */
  public double names(Intent intent, String text) {
    return lexicon.match(intent, Words.fold(text)).strength();
  }

  private Score field(Control control, Intent intent) {
    if (!control.isField() || control.isFile() || wrongSort(control, intent)) {
      return Score.ZERO;
    }
    Score score = Score.ZERO;
    String token = lastToken(control.autocomplete());
    if (token.equals(intent.word()) || TOKEN_ALIASES.get(token) == intent) {
      score = score.plus(AUTOCOMPLETE, "autocomplete=" + token);
    } else if (Intent.of(token).isPresent()) {
      return Score.ZERO;
    }
    if (TYPES.get(control.type()) == intent) {
      score = score.plus(intent == Intent.SEARCH ? 60 : 36, "type=" + control.type());
    }
    if (PASSWORDS.contains(intent) && control.isPassword()) {
      score = score.plus(45, "type=password");
    }
    score =
        best(
            score,
            intent,
            LABEL,
            "label",
            control.label(),
            control.ariaLabel(),
            control.labelledBy());
    score =
        best(score, intent, PLACEHOLDER, "placeholder", control.placeholder(), control.titleText());
    score = best(score, intent, IDENTIFIER, "name", control.name(), control.id(), control.testId());
    if (control.label().isEmpty()
        && control.ariaLabel().isEmpty()
        && control.labelledBy().isEmpty()) {
      score = best(score, intent, NEARBY, "text before", control.before());
    }
    if (intent == Intent.ONE_TIME_CODE && score.points() > 0) {
      boolean numeric =
          control.inputMode().equals("numeric") || control.pattern().contains("[0-9]");
      if (numeric || (control.maxLength() >= 4 && control.maxLength() <= 10)) {
        score = score.plus(20, "short or numeric");
      }
    }
    return score;
  }

  private static boolean wrongSort(Control control, Intent intent) {
    if (PASSWORDS.contains(intent)) {
      return !control.isPassword()
          && !control.autocomplete().toLowerCase(Locale.ROOT).contains("password");
    }
    if (control.isPassword()) {
      return intent != Intent.ONE_TIME_CODE;
    }
    if (control.isCheckbox() || control.isRadio()) {
      return intent != Intent.NEWSLETTER;
    }
    return false;
  }

  private Score action(Control control, Intent intent) {
    if (!control.isClickable()) {
      return Score.ZERO;
    }
    Score score = Score.ZERO;
    Lexicon.Match face =
        strongest(
            intent,
            List.of(control.text(), control.value(), control.ariaLabel(), control.labelledBy()));
    if (face.strength() > 0) {
      score = score.plus(FACE * face.strength(), "says \"" + face.phrase() + "\"");
    } else {
      score = best(score, intent, PLACEHOLDER, "title", control.titleText(), control.alt());
      score = best(score, intent, ICON, "icon", control.icon());
    }
    Lexicon.Match behind =
        strongest(
            intent, List.of(control.id(), control.name(), control.testId(), path(control.href())));
    if (behind.strength() > 0) {
      score = score.plus(IDENTIFIER * behind.strength(), "named \"" + behind.phrase() + "\"");
    }
    return score;
  }

  /** Returns whether what a person reads on the control begins with words of the intent. */
  boolean begins(Control control, Intent intent) {
    return Stream.of(control.text(), control.value(), control.ariaLabel())
        .map(Words::foldLabel)
        .anyMatch(
            said -> {
              String phrase = lexicon.match(intent, said).phrase();
              return !phrase.isEmpty() && (said + " ").startsWith(phrase + " ");
            });
  }

  private Score best(Score score, Intent intent, double weight, String source, String... texts) {
    Lexicon.Match match = strongest(intent, List.of(texts));
    return match.strength() == 0
        ? score
        : score.plus(weight * match.strength(), source + " \"" + match.phrase() + "\"");
  }

  private Lexicon.Match strongest(Intent intent, List<String> texts) {
    Lexicon.Match best = Lexicon.Match.NONE;
    for (String text : texts) {
      Lexicon.Match match = lexicon.match(intent, Words.foldLabel(text));
      if (match.strength() > best.strength()) {
        best = match;
      }
    }
    return best;
  }

  private static String lastToken(String autocomplete) {
    String[] tokens = autocomplete.toLowerCase(Locale.ROOT).strip().split("\\s+", -1);
    // "webauthn" may follow the field's own token.
    for (int i = tokens.length - 1; i >= 0; i--) {
      if (!tokens[i].equals("webauthn")) {
        return tokens[i];
      }
    }
    return "";
  }

  private static String path(String href) {
    int query = href.indexOf('?');
    String path = query < 0 ? href : href.substring(0, query);
    int slash = path.lastIndexOf('/');
    return path.startsWith("javascript:") || path.startsWith("#") ? "" : path.substring(slash + 1);
  }
}
