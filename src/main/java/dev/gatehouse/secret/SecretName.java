package dev.gatehouse.secret;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * What a secret is stored under. Names are no secrets: they stand in listings, logs and the audit.
 *
 * @param scope the portal's name, or what else it belongs to: {@code gatehouse}, {@code alerts}
 * @param account which of several accounts there; {@code default} unless a feature names another
 * @param field what it is: {@code username}, {@code password}, {@code totp}, {@code api-key}, ...
 */
public record SecretName(String scope, String account, String field)
    implements Comparable<SecretName> {

  private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private static final Comparator<SecretName> ORDER =
      Comparator.comparing(SecretName::scope)
          .thenComparing(SecretName::account)
          .thenComparing(SecretName::field);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException with a message for a person when one is no name
   */
  public SecretName {
    check(scope);
    check(account);
    check(field);
  }

  private static void check(String part) {
    if (!PART.matcher(part).matches()) {
      throw new IllegalArgumentException(
          "not a secret's name; found \"%s\"; expected up to 64 lower-case letters and digits, with . - or _ between"
              .formatted(part));
    }
  }

  /**
   * Returns the name written as {@code portal/field} or {@code portal/account/field}.
   *
   * @throws IllegalArgumentException with a message for a person when it is not
   */
  public static SecretName of(String text) {
    String[] parts = text.split("/", -1);
    return switch (parts.length) {
      case 2 -> new SecretName(parts[0], Account.DEFAULT, parts[1]);
      case 3 -> new SecretName(parts[0], parts[1], parts[2]);
      default ->
          throw new IllegalArgumentException(
              "not a secret's name; found \"%s\"; expected PORTAL/FIELD or PORTAL/ACCOUNT/FIELD, as in dh/password"
                  .formatted(text));
    };
  }

  /** Returns the same account's secret of another field. */
  public SecretName withField(String other) {
    return new SecretName(scope, account, other);
  }

  @Override
  public int compareTo(SecretName other) {
    return ORDER.compare(this, other);
  }

  /** Returns {@code scope/account/field}. */
  @Override
  public String toString() {
    return scope + "/" + account + "/" + field;
  }
}
