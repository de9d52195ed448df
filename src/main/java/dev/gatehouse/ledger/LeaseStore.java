package dev.gatehouse.ledger;

import dev.gatehouse.flow.AttemptBudget;
import dev.gatehouse.flow.RecordUnavailable;
import dev.gatehouse.flow.SessionLeases;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import dev.gatehouse.storage.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who has which account to itself, in the database, for every run and machine. Thread-safe; the
 * database is opened when first needed.
 */
public final class LeaseStore implements SessionLeases {

  private static final String WHOSE =
      " WHERE environment = ? AND portal = ? AND username_digest = ?";

  private record Row(String holder, Use use, long untilMillis) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getString("holder"),
          new Use(row.getString("run"), Instant.parse(row.getString("since"))),
          row.getLong("until_millis"));
    }
  }

  private final Supplier<Database> database;
  private final Clock clock;
  private final String run;

  /**
   * @param run the run that takes accounts
   */
  public LeaseStore(Supplier<Database> database, Clock clock, String run) {
    this.database = database;
    this.clock = clock;
    this.run = run;
  }

  @Override
  public Optional<Use> take(AttemptBudget.Key key, String holder) {
    try {
      // Whoever waits only reads.
      Optional<Use> other = database.get().read(connection -> other(connection, key, holder));
      return other.isPresent()
          ? other
          : database.get().change(connection -> take(connection, key, holder));
    } catch (StorageException e) {
      throw new RecordUnavailable(String.valueOf(e.getMessage()), e);
    }
  }

  private Optional<Use> take(Connection connection, AttemptBudget.Key key, String holder)
      throws SQLException {
    Optional<Use> other = other(connection, key, holder);
    if (other.isEmpty()) {
      Instant now = clock.instant();
      Rows.change(
          connection,
          "INSERT INTO session_lease (environment, portal, username_digest, holder, run, since,"
              + " until_millis) VALUES (?, ?, ?, ?, ?, ?, ?)"
              + " ON CONFLICT (environment, portal, username_digest) DO UPDATE SET"
              + " since = CASE WHEN session_lease.holder = excluded.holder"
              + " THEN session_lease.since ELSE excluded.since END,"
              + " holder = excluded.holder, run = excluded.run,"
              + " until_millis = excluded.until_millis",
          key.environment(),
          key.portal(),
          AttemptStore.digest(key),
          holder,
          run,
          now.toString(),
          now.plus(LASTS).toEpochMilli());
    }
    return other;
  }

  private Optional<Use> other(Connection connection, AttemptBudget.Key key, String holder)
      throws SQLException {
    return Rows.first(
            connection,
            "SELECT * FROM session_lease" + WHOSE,
            Row::of,
            key.environment(),
            key.portal(),
            AttemptStore.digest(key))
        .filter(row -> !row.holder().equals(holder))
        .filter(row -> row.untilMillis() > clock.millis())
        .map(Row::use);
  }

  @Override
  public void giveBack(AttemptBudget.Key key, String holder) {
    try {
      int unused =
          database
              .get()
              .change(
                  connection ->
                      Rows.change(
                          connection,
                          "DELETE FROM session_lease" + WHOSE + " AND holder = ?",
                          key.environment(),
                          key.portal(),
                          AttemptStore.digest(key),
                          holder));
    } catch (StorageException e) {
      throw new RecordUnavailable(String.valueOf(e.getMessage()), e);
    }
  }
}
