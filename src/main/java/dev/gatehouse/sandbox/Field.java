package dev.gatehouse.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A field of a form, apart from how the page draws it.
 *
 * @param key what submissions call it
 * @param onlyWhen shown and asked for only while the field of that key has the value
 */
record Field(
    String key,
    String label,
    Kind kind,
    List<Option> options,
    String autocomplete,
    String placeholder,
    String hint,
    boolean required,
    Optional<Rule> rule,
    Optional<When> onlyWhen) {

  /** What sort of control it is. */
  enum Kind {
    TEXT,
    EMAIL,
    PASSWORD,
    TEL,
    NUMBER,
    DATE,
    SELECT,
    RADIO,
    CHECKBOX,
    CHECKBOXES,
    TEXTAREA,
    FILE
  }

  record Option(String value, String label) {}

  record Rule(Pattern pattern, String message) {}

  record When(String key, String value) {}

  static Field of(Kind kind, String key, String label) {
    return new Field(
        key, label, kind, List.of(), "", "", "", true, Optional.empty(), Optional.empty());
  }

  static Field text(String key, String label) {
    return of(Kind.TEXT, key, label);
  }

  static Field email(String key, String label) {
    return of(Kind.EMAIL, key, label)
        .autocomplete("email")
        .matching("[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}", "Enter a valid e-mail address.");
  }

  static Field tel(String key, String label) {
    return of(Kind.TEL, key, label)
        .autocomplete("tel")
        .matching("[+()0-9 .-]{7,20}", "Enter a valid telephone number.");
  }

  static Field number(String key, String label) {
    return of(Kind.NUMBER, key, label).matching("[1-9][0-9]{0,8}", "Enter a whole number above 0.");
  }

  static Field date(String key, String label) {
    return of(Kind.DATE, key, label)
        .matching("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])", "Enter a valid date.");
  }

  static Field select(String key, String label, List<Option> options) {
    return of(Kind.SELECT, key, label).options(options);
  }

  static Field radio(String key, String label, String... options) {
    return of(Kind.RADIO, key, label).options(options(options));
  }

  static Field checkbox(String key, String label) {
    return of(Kind.CHECKBOX, key, label);
  }

  static Field textarea(String key, String label) {
    return of(Kind.TEXTAREA, key, label);
  }

  /** Returns options whose values are {@code value=label}, or both the same. */
  static List<Option> options(String... texts) {
    return List.of(texts).stream()
        .map(
            text -> {
              int equals = text.indexOf('=');
              return equals < 0
                  ? new Option(text, text)
                  : new Option(text.substring(0, equals), text.substring(equals + 1));
            })
        .toList();
  }

  Field options(List<Option> newOptions) {
    return new Field(
        key, label, kind, newOptions, autocomplete, placeholder, hint, required, rule, onlyWhen);
  }

  Field autocomplete(String token) {
    return new Field(key, label, kind, options, token, placeholder, hint, required, rule, onlyWhen);
  }

  Field placeholder(String text) {
    return new Field(key, label, kind, options, autocomplete, text, hint, required, rule, onlyWhen);
  }

  Field hint(String text) {
    return new Field(
        key, label, kind, options, autocomplete, placeholder, text, required, rule, onlyWhen);
  }

  Field optional() {
    return new Field(
        key, label, kind, options, autocomplete, placeholder, hint, false, rule, onlyWhen);
  }

  Field matching(String regex, String message) {
    return new Field(
        key,
        label,
        kind,
        options,
        autocomplete,
        placeholder,
        hint,
        required,
        Optional.of(new Rule(Pattern.compile(regex), message)),
        onlyWhen);
  }

  Field onlyWhen(String otherKey, String value) {
    return new Field(
        key,
        label,
        kind,
        options,
        autocomplete,
        placeholder,
        hint,
        required,
        rule,
        Optional.of(new When(otherKey, value)));
  }
}
