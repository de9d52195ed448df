package dev.gatehouse.secret;

import java.util.Optional;

/**
 * What one signs in to a portal with.
 *
 * @param portal the portal's name
 * @param name which of several accounts there; {@code default} unless a feature names another
 * @param username the user name or e-mail address
 * @param password the password
 * @param totpSeed the seed of its one-time codes in base 32, if the portal uses such
 */
public record Account(
    String portal, String name, String username, Secret password, Optional<Secret> totpSeed) {

  /** The account used when a feature names none. */
  public static final String DEFAULT = "default";
}
