package dev.gatehouse.sandbox;

import java.util.Optional;

/**
 * An account at an embedded portal.
 *
 * @param username what is typed as user name or e-mail address
 * @param password what is typed as password
 * @param totpSeed the seed of its one-time codes in base32, if the portal asks for such codes
 */
public record SandboxAccount(String username, String password, Optional<String> totpSeed) {

  /** Returns the user name only, so that the account can be printed. */
  @Override
  public String toString() {
    return "SandboxAccount[" + username + "]";
  }
}
