package dev.gatehouse.storage;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of a database up to date, by Flyway, which is loaded only for that. */
final class Migrations {

  /** The table in which Flyway keeps what was done. */
  static final String TABLE = "schema_version";

  /** The newest version there is; a script for each up to it stands in each dialect's folder. */
  static final int NEWEST = 6;

  private Migrations() {}

  /** Returns the version of the tables, 0 for a database without. */
  static int version(Dialect dialect, Connection connection) throws SQLException {
    return dialect.hasTable(connection, TABLE)
        ? Rows.first(
                connection,
                "SELECT max(CAST(version AS INTEGER)) FROM " + TABLE + " WHERE success",
                row -> row.getInt(1))
            .orElse(0)
        : 0;
  }

  // Whoever was killed between making the table and writing its first row left one that Flyway
  // refuses.
  private static void dropIfEmpty(Dialect dialect) {
    try (Connection connection = dialect.connect()) {
      if (dialect.hasTable(connection, TABLE)
          && Rows.first(connection, "SELECT 1 FROM " + TABLE, row -> true).isEmpty()) {
        Rows.change(connection, "DROP TABLE " + TABLE);
      }
    } catch (SQLException e) {
      throw StorageException.failed(dialect, "brought up to date", e);
    }
  }

  /**
   * Brings the tables up to date.
   *
   * @param former the version of tables that were made before Flyway; it takes them over
   */
  static void migrate(Dialect dialect, int former) {
    dropIfEmpty(dialect);
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(dialect.source())
          .locations("classpath:dev/gatehouse/storage/" + dialect.migrations())
          .failOnMissingLocations(true)
          .table(TABLE)
          // What else may stand in the schema of a server is not ours.
          .baselineOnMigrate(true)
          .baselineVersion(String.valueOf(former))
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw StorageException.failed(dialect, "brought up to date", e);
    }
  }
}
