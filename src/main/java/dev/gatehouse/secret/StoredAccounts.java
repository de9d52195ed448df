package dev.gatehouse.secret;

import java.util.Locale;
import java.util.Optional;

/**
 * Accounts from a store's secrets: {@code PORTAL/username}, {@code PORTAL/password} and, for
 * one-time codes, {@code PORTAL/totp}; with {@code PORTAL/ACCOUNT/} before them for an account
 * other than the default. Thread-safe.
 */
public final class StoredAccounts implements Accounts {

  private static final String PURPOSE = "sign in";

  private final Secrets secrets;

  public StoredAccounts(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public Optional<Account> find(String portal, String name) {
    return find(portal, name, "");
  }

  @Override
  public Optional<Account> find(String portal, String name, String caller) {
    SecretName username;
    try {
      username = new SecretName(part(portal), part(name), "username");
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // nothing can be stored under such a name
    }
    Optional<Secret> user = secrets.read(username, PURPOSE, caller);
    if (user.isEmpty()) {
      return Optional.empty();
    }
    return secrets
        .read(username.withField("password"), PURPOSE, caller)
        .map(
            password ->
                new Account(
                    portal,
                    name,
                    user.get().reveal(),
                    password,
                    secrets.read(username.withField("totp"), PURPOSE, caller)));
  }

  private static String part(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "_");
  }

  @Override
  public String remedy(String portal, String name) {
    String account = part(portal) + "/" + (name.equals(Account.DEFAULT) ? "" : part(name) + "/");
    return "Store it: gatehouse secret set %1$susername and gatehouse secret set %1$spassword (and %1$stotp for one-time codes)."
        .formatted(account);
  }
}
