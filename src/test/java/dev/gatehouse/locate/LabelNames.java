package dev.gatehouse.locate;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the labels of pages mean, in this project's words. */
final class LabelNames {

  /** What a field may be for, as far as pages are labelled. */
  static final List<String> FIELDS =
      List.of(
          "other",
          "username",
          "email",
          "current-password",
          "new-password",
          "one-time-code",
          "given-name",
          "additional-name",
          "family-name",
          "name",
          "tel",
          "address-line1",
          "address-line2",
          "address-level2",
          "address-level1",
          "postal-code",
          "country",
          "cc-number",
          "cc-name",
          "cc-csc",
          "cc-exp",
          "cc-exp-month",
          "cc-exp-year",
          "bday",
          "bday-day",
          "bday-month",
          "bday-year");

  /** Whether a click sends a form. */
  static final List<String> BUTTONS = List.of("other", "submit");

  private static final Map<String, Set<String>> MEANINGS =
      Map.ofEntries(
          Map.entry("", Set.of("other")),
          Map.entry("unknown", Set.of("other")),
          Map.entry("username", Set.of("username")),
          Map.entry("emailAddress", Set.of("email")),
          Map.entry("username OR emailAddress", Set.of("username", "email")),
          Map.entry("password", Set.of("current-password", "new-password")),
          Map.entry("password.current", Set.of("current-password")),
          Map.entry("password.new", Set.of("new-password")),
          Map.entry("totp", Set.of("one-time-code")),
          Map.entry("firstName", Set.of("given-name")),
          Map.entry("middleName", Set.of("additional-name")),
          Map.entry("lastName", Set.of("family-name")),
          Map.entry("fullName", Set.of("name")),
          Map.entry("phone", Set.of("tel")),
          Map.entry("addressStreet", Set.of("address-line1")),
          Map.entry("addressStreet2", Set.of("address-line2")),
          Map.entry("addressCity", Set.of("address-level2")),
          Map.entry("addressProvince", Set.of("address-level1")),
          Map.entry("addressPostalCode", Set.of("postal-code")),
          Map.entry("addressCountryCode", Set.of("country")),
          Map.entry("cardNumber", Set.of("cc-number")),
          Map.entry("cardName", Set.of("cc-name")),
          Map.entry("cardSecurityCode", Set.of("cc-csc")),
          Map.entry("expiration", Set.of("cc-exp")),
          Map.entry("expirationMonth", Set.of("cc-exp-month")),
          Map.entry("expirationYear", Set.of("cc-exp-year")),
          Map.entry("birthday", Set.of("bday")),
          Map.entry("birthdayDay", Set.of("bday-day")),
          Map.entry("birthdayMonth", Set.of("bday-month")),
          Map.entry("birthdayYear", Set.of("bday-year")));

  private LabelNames() {}

  /** Returns what a field with this label may rightly be taken for. */
  static Set<String> fieldsRight(String label) {
    Set<String> meant = MEANINGS.get(label);
    if (meant == null) {
      throw new IllegalArgumentException(
          "label \"" + label + "\"; expected one of " + MEANINGS.keySet());
    }
    return meant;
  }

  /** Returns what a clickable thing may rightly be taken for. */
  static Set<String> buttonsRight(boolean submit) {
    return Set.of(submit ? "submit" : "other");
  }

  /** Returns the same with all identifiers if one is: labels say which credential goes there. */
  static Set<String> withBothIdentifiers(Set<String> fields) {
    return fields.contains("username") || fields.contains("email")
        ? Set.of("username", "email")
        : fields;
  }
}
