package dev.gatehouse.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a value must look like, checked before a browser opens.
 *
 * @param name how definitions and messages call it
 * @param pattern what the whole value must match
 * @param explanation what it allows, for a person
 */
public record ValueRule(String name, Pattern pattern, String explanation) {

  /** The rules every definition may name. */
  public static final List<ValueRule> NAMED =
      List.of(
          rule("circuit-number", "[A-Za-z0-9_-]{3,20}", "3 to 20 letters, digits, _ or -"),
          rule("solution-id", "[A-Za-z0-9_-]{3,50}", "3 to 50 letters, digits, _ or -"),
          rule("job-id", "[A-Za-z0-9_-]{5,100}", "5 to 100 letters, digits, _ or -"),
          rule(
              "email",
              "[^@\\s]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
                  + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+",
              "an e-mail address"),
          rule(
              "url", "https?://[^\\s/?#]+(?:[/?#]\\S*)?", "an address that starts with http(s)://"),
          rule("phone", "\\+?[0-9][0-9 ().-]{5,20}", "a phone number of 6 to 21 digits and signs"),
          rule("date", "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])", "a date: 2026-01-31"),
          rule("number", "-?\\d+(?:\\.\\d+)?", "a number"),
          rule("ein", "\\d{2}-?\\d{7}", "an EIN: 12-3456789"),
          rule("uei", "[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}", "a UEI of 12 letters and digits"),
          rule("cage", "[0-9A-Z]{5}", "a CAGE code of 5 letters and digits"),
          rule("naics", "\\d{2,6}", "a NAICS code of 2 to 6 digits"));

  /** Returns the rule of that name, if there is one. */
  public static Optional<ValueRule> named(String name) {
    return NAMED.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** Returns whether the whole value meets the rule. */
  public boolean accepts(String value) {
    return pattern.matcher(value).matches();
  }

  private static ValueRule rule(String name, String regex, String explanation) {
    return new ValueRule(name, Pattern.compile(regex), explanation);
  }
}
