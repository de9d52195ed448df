package dev.gatehouse.app;

import dev.gatehouse.audit.DatabaseComparison;
import dev.gatehouse.ledger.AccountStanding;
import dev.gatehouse.ledger.AttemptStore;
import dev.gatehouse.ledger.StoredSubmission;
import dev.gatehouse.ledger.SubmissionStore;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.StoredSession;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.DatabaseAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every run and machine remembers of accounts and submissions, for a person to look at and put
 * right. Each method throws {@link dev.gatehouse.storage.StorageException} when the database cannot
 * be used.
 */
public final class Records {

  private static final String BY_HAND = "by hand";

  private final Settings settings;

  public Records(Settings settings) {
    this.settings = settings;
  }

  /** Returns the accounts that were refused or are locked. */
  public List<AccountStanding> accounts() {
    return with(database -> attempts(database).list()).orElse(List.of());
  }

  /**
   * Forgets a portal's refusals and locks; returns of how many accounts.
   *
   * @param account only this one's, if given
   */
  public int resetAccounts(String portal, Optional<String> account) {
    return with(database -> attempts(database).reset(portal, account)).orElse(0);
  }

  /** Returns the submissions, those first of which it is not known how they ended. */
  public List<StoredSubmission> submissions() {
    return with(database -> submissions(database).list()).orElse(List.of());
  }

  /** Says how a submission ended; returns it as it now stands, or empty when there is no such. */
  public Optional<StoredSubmission> settle(long id, boolean sent, Optional<String> reference) {
    return with(database -> submissions(database).settle(id, sent, reference, settings.user()))
        .flatMap(Function.identity());
  }

  /** Returns the sessions that are kept. */
  public List<StoredSession> sessions() {
    return with(SessionStore::list).orElse(List.of());
  }

  /**
   * Forgets a portal's kept sessions; returns how many.
   *
   * @param account only this one's, if given
   */
  public int dropSessions(String portal, Optional<String> account) {
    return with(database -> SessionStore.drop(database, portal, account)).orElse(0);
  }

  /**
   * Compares the audit log with its copy in the database, where there are both.
   *
   * @throws dev.gatehouse.audit.AuditException when the log cannot be read
   */
  public Optional<DatabaseComparison> compareAudit() {
    return with(database -> DatabaseComparison.of(settings.audit(), database))
        .flatMap(Function.identity());
  }

  private static AttemptStore attempts(Database database) {
    return new AttemptStore(() -> database, Clock.systemUTC(), BY_HAND);
  }

  private static SubmissionStore submissions(Database database) {
    return new SubmissionStore(() -> database, Clock.systemUTC(), BY_HAND);
  }

  // Looking must not make a database.
  private <T> Optional<T> with(Function<Database, T> work) {
    DatabaseAddress address = settings.databaseAddress();
    if (!address.exists()) {
      return Optional.empty();
    }
    try (Database database = Database.open(address)) {
      return Optional.of(work.apply(database));
    }
  }
}
