package dev.gatehouse.app;

import dev.gatehouse.portal.Portal;
import dev.gatehouse.portal.Portals;
import dev.gatehouse.sandbox.Sandbox;
import dev.gatehouse.sandbox.SandboxAccount;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Accounts;
import dev.gatehouse.secret.Secret;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The embedded portals' seeded accounts. An account named after an entity is one that is yet to be
 * registered: its password is made up, and stays the same for the run. Thread-safe.
 */
final class SandboxAccounts implements Accounts {

  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private final Supplier<Sandbox> sandbox;
  private final Portals portals;
  private final Set<String> entities;
  private final Accounts others;
  private final Map<String, Account> registered = new ConcurrentHashMap<>();

  /**
   * @param others where the accounts of portals that are not embedded come from
   */
  SandboxAccounts(
      Supplier<Sandbox> sandbox, Portals portals, Set<String> entities, Accounts others) {
    this.sandbox = sandbox;
    this.portals = portals;
    this.entities = Set.copyOf(entities);
    this.others = others;
  }

  @Override
  public Optional<Account> find(String portal, String name) {
    return find(portal, name, "");
  }

  @Override
  public Optional<Account> find(String portal, String name, String caller) {
    Optional<String> embedded =
        portals
            .named(portal)
            .map(Portal::environments)
            .map(environments -> environments.get(Settings.SANDBOX))
            .map(environment -> environment.address())
            .filter(address -> address.startsWith("sandbox:"))
            .map(address -> address.substring("sandbox:".length()));
    if (embedded.isEmpty()) {
      return others.find(portal, name, caller);
    }
    if (entities.contains(name)) {
      return Optional.of(
          registered.computeIfAbsent(portal + "/" + name, key -> newcomer(portal, name)));
    }
    try {
      SandboxAccount seeded =
          name.equals(Account.DEFAULT)
              ? sandbox.get().account(embedded.get())
              : sandbox.get().account(embedded.get(), name);
      return Optional.of(
          new Account(
              portal,
              name,
              seeded.username(),
              new Secret(seeded.password()),
              seeded.totpSeed().map(Secret::new)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Account newcomer(String portal, String name) {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder("Aa7!");
    for (int i = 0; i < 16; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    String username = name.replace('_', '-') + "-" + (1000 + random.nextInt(9000));
    return new Account(portal, name, username, new Secret(password.toString()), Optional.empty());
  }

  @Override
  public String remedy(String portal, String name) {
    return "The embedded portals know the accounts default, wrong, unknown, spare and locked.";
  }
}
