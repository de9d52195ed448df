package dev.gatehouse.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The accounts of one site. Used only while the site's lock is held. */
final class Accounts {

  /** How a sign-in was answered. */
  enum Answer {
    WELCOME,
    WRONG,
    LOCKED
  }

  private final int badPasswordsAllowed;
  private final Map<String, SandboxAccount> byName = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();

  /**
   * Creates the accounts as they are at the start.
   *
   * @param badPasswordsAllowed how many bad passwords in a row lock an account
   */
  Accounts(List<SandboxAccount> seeded, int badPasswordsAllowed) {
    this.badPasswordsAllowed = badPasswordsAllowed;
    seeded.forEach(this::add);
  }

  void add(SandboxAccount account) {
    byName.put(key(account.username()), account);
  }

  void lock(String username) {
    failures.put(key(username), badPasswordsAllowed);
  }

  Optional<SandboxAccount> find(String username) {
    return Optional.ofNullable(byName.get(key(username)));
  }

  Answer signIn(String username, String password) {
    String key = key(username);
    SandboxAccount account = byName.get(key);
    if (account == null) {
      return Answer.WRONG;
    }
    if (failures.getOrDefault(key, 0) >= badPasswordsAllowed) {
      return Answer.LOCKED;
    }
    if (account.password().equals(password)) {
      failures.remove(key);
      return Answer.WELCOME;
    }
    return failures.merge(key, 1, Integer::sum) >= badPasswordsAllowed
        ? Answer.LOCKED
        : Answer.WRONG;
  }

  private static String key(String username) {
    return username.strip().toLowerCase(Locale.ROOT);
  }
}
