package dev.gatehouse.secret;

import java.util.Locale;
import java.util.Optional;

/**
 * Accounts from environment variables, as CI has them: {@code GATEHOUSE_<PORTAL>_USERNAME}, {@code
 * _PASSWORD}, {@code _TOTP}. An account other than the default has its name after the portal's:
 * {@code GATEHOUSE_ACME_AUDITOR_USERNAME}. Thread-safe.
 */
public final class EnvironmentAccounts implements Accounts {

  private final Accounts variables;

  /**
   * @param variables secrets of the environment's store
   */
  public EnvironmentAccounts(Secrets variables) {
    this.variables = new StoredAccounts(variables);
  }

  @Override
  public Optional<Account> find(String portal, String name) {
    return variables.find(portal, name);
  }

  @Override
  public Optional<Account> find(String portal, String name, String caller) {
    return variables.find(portal, name, caller);
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
