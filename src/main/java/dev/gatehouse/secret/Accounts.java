package dev.gatehouse.secret;

import java.util.Optional;

/** Where accounts come from. Implementations are thread-safe. */
public interface Accounts {

  /** Returns the account of that name at that portal, if there is one. */
  Optional<Account> find(String portal, String name);

  /**
   * Returns the same, and says on whose behalf, for sources that tell of every access.
   *
   * @param caller such as the scenario's name
   */
  default Optional<Account> find(String portal, String name, String caller) {
    return find(portal, name);
  }

  /** Returns what to do so that the account is found, one sentence for a person. */
  String remedy(String portal, String name);
}
