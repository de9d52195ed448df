package dev.gatehouse.trace;

import dev.gatehouse.secret.BrowserState;
import dev.gatehouse.secret.Redactor;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a text is secret by where it stands: parameters of an address and members of JSON that
 * are called token, code, session and the like.
 */
final class TextSecrets {

  private static final String NAMES =
      "token|secret|passw|pwd|session|sid|api-?_?key|ticket|assertion|saml|signature|credential";

  /** {@code ?access_token=...}, {@code #id_token=...}; a code and a state only stand in these. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "([?&#;][\\w.\\[\\]-]{0,40}(?:"
              + NAMES
              + "|code|state|nonce)[\\w.\\[\\]-]{0,40}=)"
              + "([^&#\"'\\s<>\\\\]+)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern MEMBER =
      Pattern.compile(
          "(\\\\?\"[\\w.-]{0,40}(?:" + NAMES + ")[\\w.-]{0,40}\\\\?\"\\s*:\\s*\\\\?\")([^\"\\\\]+)",
          Pattern.CASE_INSENSITIVE);

  private TextSecrets() {}

  /** Returns those that are long enough to be looked for elsewhere, too. */
  static Set<String> in(String text) {
    Set<String> found = new LinkedHashSet<>();
    for (Pattern pattern : new Pattern[] {PARAMETER, MEMBER}) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        String value = matcher.group(2);
        if (BrowserState.isSecret(value) && !value.contains(Redactor.MARK)) {
          found.add(value);
        }
      }
    }
    return found;
  }

  /** Returns the text without them. */
  static String without(String text) {
    String addresses = PARAMETER.matcher(text).replaceAll("$1" + mark());
    return MEMBER.matcher(addresses).replaceAll("$1" + mark());
  }

  private static String mark() {
    return Matcher.quoteReplacement(Redactor.MARK);
  }
}
