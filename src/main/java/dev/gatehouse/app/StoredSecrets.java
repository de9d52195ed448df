package dev.gatehouse.app;

import dev.gatehouse.outcome.Journal;
import dev.gatehouse.secret.Accounts;
import dev.gatehouse.secret.AccountsInOrder;
import dev.gatehouse.secret.EnvironmentAccounts;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.Secrets;
import dev.gatehouse.secret.StoredAccounts;
import dev.gatehouse.secret.environment.EnvironmentSecretStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A run's secrets: the environment's first, then the chosen store's. Close it to wipe them. */
final class StoredSecrets implements AutoCloseable {

  private final List<Secrets> all = new ArrayList<>();
  private final Accounts accounts;

  StoredSecrets(
      Settings settings,
      ChosenStore chosen,
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
    // What is set for one run goes before what is stored.
    this.accounts =
        chosen.isBesideTheEnvironment()
            ? new AccountsInOrder(
                List.of(
                    variables,
                    new StoredAccounts(told(chosen.open(), clock, redactor, journal, run))))
            : variables;
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
  }
}
