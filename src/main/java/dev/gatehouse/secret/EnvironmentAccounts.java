package dev.gatehouse.secret;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Accounts from environment variables, as CI has them: {@code GATEHOUSE_<PORTAL>_USERNAME}, {@code
 * _PASSWORD}, {@code _TOTP}. An account other than the default has its name after the portal's:
 * {@code GATEHOUSE_ACME_AUDITOR_USERNAME}. Read-only; thread-safe.
 */
public final class EnvironmentAccounts implements Accounts {

  private final Map<String, String> environment;

  public EnvironmentAccounts(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Optional<Account> find(String portal, String name) {
    String prefix = prefix(portal, name);
    Optional<String> username = variable(prefix + "USERNAME");
    Optional<String> password = variable(prefix + "PASSWORD");
    if (username.isEmpty() || password.isEmpty()) {
      return Optional.empty();
    }
    Optional<Secret> totp = variable(prefix + "TOTP").map(Secret::new);
    return Optional.of(new Account(portal, name, username.get(), new Secret(password.get()), totp));
  }

  // CI servers set the variable of a secret that was never stored to nothing.
  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  @Override
  public String remedy(String portal, String name) {
    String prefix = prefix(portal, name);
    return "Set the environment variables %sUSERNAME and %sPASSWORD (and %sTOTP for one-time codes)."
        .formatted(prefix, prefix, prefix);
  }

  private static String prefix(String portal, String name) {
    String account = name.equals(Account.DEFAULT) ? "" : name + "_";
    return "GATEHOUSE_"
        + (portal + "_" + account).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
