package dev.gatehouse.secret;

import java.util.Optional;

/** Where accounts come from. Implementations are thread-safe. */
public interface Accounts {

  /** Returns the account of that name at that portal, if there is one. */
  Optional<Account> find(String portal, String name);

  /** Returns what to do so that the account is found, one sentence for a person. */
  String remedy(String portal, String name);
}
