package dev.gatehouse.ledger;

import dev.gatehouse.flow.AttemptBudget;
import dev.gatehouse.flow.RecordUnavailable;
import dev.gatehouse.flow.UsedCodes;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import dev.gatehouse.storage.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * The used codes in the database, shared by every run and machine. Kept for a day, then pruned.
 * Thread-safe; the database is opened when first needed.
 */
public final class CodeStore implements UsedCodes {

  private static final long KEPT_STEPS = 24 * 60 * 2;

  private final Supplier<Database> database;
  private final String run;

  /**
   * @param run the run that signs in
   */
  public CodeStore(Supplier<Database> database, String run) {
    this.database = database;
    this.run = run;
  }

  @Override
  public boolean claim(AttemptBudget.Key key, long step) {
    try {
      return database.get().change(connection -> claim(connection, key, step));
    } catch (StorageException e) {
      throw new RecordUnavailable(String.valueOf(e.getMessage()), e);
    }
  }

  private boolean claim(Connection connection, AttemptBudget.Key key, long step)
      throws SQLException {
    Rows.change(connection, "DELETE FROM one_time_code WHERE step < ?", step - KEPT_STEPS);
    return Rows.change(
            connection,
            "INSERT INTO one_time_code (environment, portal, username_digest, step, run)"
                + " SELECT ?, ?, ?, CAST(? AS BIGINT), ? WHERE NOT EXISTS"
                + " (SELECT 1 FROM one_time_code WHERE environment = ? AND portal = ?"
                + " AND username_digest = ? AND step BETWEEN ? AND ?)"
                + " ON CONFLICT (environment, portal, username_digest, step) DO NOTHING",
            key.environment(),
            key.portal(),
            AttemptStore.digest(key),
            step,
            run,
            key.environment(),
            key.portal(),
            AttemptStore.digest(key),
            step,
            step + FAR_STEPS)
        == 1;
  }
}
