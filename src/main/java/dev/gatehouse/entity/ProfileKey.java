package dev.gatehouse.entity;

import dev.gatehouse.rule.ValueRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A key an entity's file may have.
 *
 * @param name the key under which the value is kept
 * @param rule what its value must look like
 * @param aliases other words for the same key
 */
record ProfileKey(String name, ValueRule rule, List<String> aliases) {

  private static final ValueRule TEXT = new ValueRule("text", Pattern.compile("(?s).+"), "a text");

  /** The keys of the profile itself that hold a single value. */
  static final List<ProfileKey> TOP =
      List.of(
          key("trading-name", TEXT),
          key("entity-type", TEXT),
          key("registration-number", TEXT),
          key("founded", named("date")),
          key("tax-id", TEXT),
          key("ein", named("ein")),
          key("duns", rule("duns", "[0-9]{9}", "a DUNS number of 9 digits")),
          key("uei", named("uei")),
          key("cage", named("cage")),
          key(
              "vat",
              rule(
                  "vat", "[A-Z]{0,2}[A-Z0-9]{5,13}", "a VAT number of 5 to 15 letters and digits")),
          key("employees", rule("employees", "[0-9]{1,9}", "a whole number")),
          key(
              "annual-revenue",
              rule("revenue", "[0-9]{1,15}", "a whole number, without a currency")),
          key("website", named("url")));

  /** The keys of an address. */
  static final List<ProfileKey> ADDRESS =
      List.of(
          key("street-address", TEXT),
          key("address-line1", TEXT),
          key("address-line2", TEXT),
          key("address-line3", TEXT),
          key("address-level2", TEXT, "city"),
          key("address-level1", TEXT, "state", "province"),
          key("postal-code", TEXT, "zip"),
          key("country", rule("country", "[A-Z]{2}", "a country code of ISO 3166: US, ZA")));

  /** The keys of a contact. */
  static final List<ProfileKey> CONTACT =
      List.of(
          key("honorific-prefix", TEXT),
          key("given-name", TEXT, "first-name"),
          key("family-name", TEXT, "last-name"),
          key("name", TEXT),
          key("job-title", TEXT, "organization-title"),
          key("email", named("email")),
          key("tel", named("phone"), "phone"));

  /** The keys of a certification. */
  static final List<ProfileKey> CERTIFICATION =
      List.of(
          key("name", TEXT),
          key("number", TEXT),
          key("issuer", TEXT),
          key("issued", named("date")),
          key("expires", named("date")));

  ProfileKey {
    aliases = List.copyOf(aliases);
  }

  /** Returns whether a country code is one of ISO 3166's. */
  static boolean isCountry(String code) {
    return Arrays.asList(Locale.getISOCountries()).contains(code);
  }

  private static ProfileKey key(String name, ValueRule rule, String... aliases) {
    return new ProfileKey(name, rule, List.of(aliases));
  }

  private static ValueRule named(String name) {
    return ValueRule.named(name).orElseThrow();
  }

  private static ValueRule rule(String name, String regex, String explanation) {
    return new ValueRule(name, Pattern.compile(regex), explanation);
  }
}
