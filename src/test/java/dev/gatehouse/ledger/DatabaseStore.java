package dev.gatehouse.ledger;

import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.DatabaseAddress;
import dev.gatehouse.storage.Rows;
import java.time.Clock;
import java.util.List;

/** Remembers in a database. */
final class DatabaseStore implements Store {

  private final Database database;
  private final List<String> forProcesses;

  /**
   * @param forProcesses what {@link ClaimingProcess} takes to find it
   */
  DatabaseStore(DatabaseAddress address, List<String> forProcesses) {
    this.database = Database.open(address);
    this.forProcesses = forProcesses;
  }

  @Override
  public AttemptStore attempts(Clock clock, String run) {
    return new AttemptStore(() -> database, clock, run);
  }

  @Override
  public SubmissionStore submissions(Clock clock, String run) {
    return new SubmissionStore(() -> database, clock, run);
  }

  @Override
  public CodeStore codes(String run) {
    return new CodeStore(() -> database, run);
  }

  @Override
  public LeaseStore leases(Clock clock, String run) {
    return new LeaseStore(() -> database, clock, run);
  }

  /** Returns how many claims of codes are kept. */
  int keptCodes() {
    return database.read(
        connection ->
            Rows.first(connection, "SELECT count(*) FROM one_time_code", row -> row.getInt(1))
                .orElseThrow());
  }

  @Override
  public List<String> forProcesses() {
    return forProcesses;
  }

  @Override
  public void close() {
    database.close();
  }
}
