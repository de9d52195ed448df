package dev.gatehouse.locate;

import java.util.Map;
import java.util.Set;

/**
 * What is known before any example is seen: a label that says "E-mail" speaks for an e-mail
 * address. Training starts from these weights and moves them only as far as the examples ask for,
 * so that what is rare among the examples is still recognised.
 */
final class PriorKnowledge {

  private static final Map<String, Double> SOURCES =
      Map.of(
          "means", 2.0,
          "label means", 2.5,
          "placeholder means", 2.0,
          "before it means", 2.5,
          "name means", 1.5,
          "id means", 1.0,
          "title means", 0.5,
          "test id means", 0.5);

  private static final Set<String> ELSEWHERE =
      Set.of(
          "organization",
          "trading-name",
          "organization-title",
          "fax",
          "url",
          "tax-id",
          "vat",
          "duns",
          "uei",
          "cage",
          "naics",
          "search",
          "newsletter",
          "address-line3",
          "tel-extension",
          "tel-country-code",
          "sex",
          "national-id",
          "security-answer");

  private static final Map<String, String> OTHER_NAMES =
      Map.of("street-address", "address-line1", "tel-national", "tel", "country-name", "country");

  private static final Set<String> PASSWORDS = Set.of("current-password", "new-password");

  private PriorKnowledge() {}

  /** Returns the weight a clue has for what a field is, before any example. */
  static double ofField(String clue, String what) {
    if (clue.equals(LinearModel.BIAS)) {
      return what.equals("other") ? 1.5 : 0;
    }
    int means = clue.indexOf("means ");
    double much = means < 0 ? 0 : SOURCES.getOrDefault(clue.substring(0, means + 5), 0.0);
    if (much != 0) {
      String meant = clue.substring(means + 6);
      if (isSame(meant, what)) {
        return much;
      }
      return what.equals("other") && ELSEWHERE.contains(meant) ? much * 1.3 : 0;
    }
    if (clue.startsWith("autocomplete ")) {
      return isSame(clue.substring(13), what) ? 4 : 0;
    }
    return switch (clue) {
      case "is password" ->
          PASSWORDS.contains(what)
              ? 4
              : what.equals("one-time-code") || what.equals("cc-csc") || what.equals("other")
                  ? -1
                  : -4;
      case "is tick", "is file" -> what.equals("other") ? 6 : 0;
      case "is textarea", "is search" -> what.equals("other") ? 2 : 0;
      case "is email" -> what.equals("email") ? 2.5 : what.equals("username") ? 1.5 : 0;
      case "is tel" -> what.equals("tel") ? 1 : 0;
      case "is date" -> what.equals("bday") ? 1 : 0;
      case "is select" ->
          what.equals("username")
                  || what.equals("email")
                  || what.equals("tel")
                  || PASSWORDS.contains(what)
              ? -4
              : 0;
      case "is text", "is number" -> PASSWORDS.contains(what) ? -4 : 0;
      default -> 0;
    };
  }

  private static boolean isSame(String name, String what) {
    return name.equals(what) || what.equals(OTHER_NAMES.get(name));
  }

  /** Returns the weight a clue has for a click that sends a form, before any example. */
  static double ofButton(String clue, String what) {
    if (!what.equals("submit")) {
      return 0;
    }
    return switch (clue) {
      case LinearModel.BIAS -> -2;
      case "means sign-in",
          "means submit",
          "means next",
          "means sign-up",
          "means confirm",
          "means pay" ->
          1;
      case "means back",
          "means dismiss",
          "means forgot-password",
          "means single-sign-on",
          "means aside",
          "means search",
          "no fields, but elsewhere" ->
          -1.5;
      case "is input submit", "is button submit" -> 1.5;
      case "no button, but this says best what sends" -> 2.5;
      case "is link", "is other" -> -1;
      default -> 0;
    };
  }
}
