package dev.gatehouse.app;

import dev.gatehouse.outcome.Journal;
import dev.gatehouse.secret.Accounts;
import dev.gatehouse.secret.AccountsInOrder;
import dev.gatehouse.secret.EnvironmentAccounts;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.SecretAccess;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.Secrets;
import dev.gatehouse.secret.StoredAccounts;
import dev.gatehouse.secret.environment.EnvironmentSecretStore;
import dev.gatehouse.session.SessionKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run's secrets: the environment's first, then the chosen store's. Close it to wipe them. */
final class StoredSecrets implements AutoCloseable {

  private final List<Secrets> all = new ArrayList<>();
  private final Accounts accounts;
  private final ChosenStore chosen;
  private final SecretStore store;
  private final Clock clock;
  private final String run;
  private final AccessEvents events;

  /**
   * @param store the chosen one, open; closed with this
   */
  StoredSecrets(
      Settings settings,
      ChosenStore chosen,
      SecretStore store,
      Clock clock,
      Redactor redactor,
      Journal journal,
      String run) {
    Accounts variables =
        new EnvironmentAccounts(
            told(
                new EnvironmentSecretStore(settings.variables(), clock),
                clock,
                redactor,
                journal,
                run));
    this.chosen = chosen;
    this.clock = clock;
    this.run = run;
    this.store = store;
    this.events = new AccessEvents(journal, run, store.place());
    // What is set for one run goes before what is stored.
    this.accounts =
        chosen.isBesideTheEnvironment()
            ? new AccountsInOrder(
                List.of(variables, new StoredAccounts(told(store, clock, redactor, journal, run))))
            : variables;
  }

  /**
   * Returns the key that sessions are sealed with, where there is a store that can keep one.
   *
   * @throws dev.gatehouse.secret.SecretStoreException when the store cannot give it
   */
  Optional<byte[]> sessionKey() {
    if (!chosen.isThere()) {
      return Optional.empty();
    }
    byte[] key = SessionKey.of(store);
    events.accept(
        new SecretAccess(
            SessionKey.NAME,
            1,
            "seal sessions",
            "run " + run,
            clock.instant(),
            SecretAccess.Result.READ));
    return Optional.of(key);
  }

  private Secrets told(
      SecretStore store, Clock clock, Redactor redactor, Journal journal, String run) {
    Secrets secrets =
        new Secrets(store, clock, redactor, new AccessEvents(journal, run, store.place()));
    all.add(secrets);
    return secrets;
  }

  Accounts accounts() {
    return accounts;
  }

  @Override
  public void close() {
    all.forEach(Secrets::close);
    if (!chosen.isBesideTheEnvironment()) {
      store.close();
    }
  }
}
