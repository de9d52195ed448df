package dev.gatehouse.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Copies of SQLite's database as it was at one moment, and what is in them. Thread-safe. */
public final class DatabaseCopy {

  private DatabaseCopy() {}

  /**
   * What a copy holds.
   *
   * @param version the version of its tables
   * @param rows how many rows each table has, by its name
   */
  public record Content(int version, Map<String, Long> rows) {
    public Content {
      rows = Map.copyOf(rows);
    }
  }

  /**
   * Copies a database, which may be written to meanwhile. The copy is one file, and not yet safe
   * from a loss of power.
   *
   * @param to an empty file
   * @param withSessions whether kept sessions are copied as well
   * @throws StorageException when it cannot be read, or the copy not written
   */
  public static void take(Path from, Path to, boolean withSessions) {
    try (SqliteDialect dialect = new SqliteDialect(from, NetworkFileSystems.ofThisMachine())) {
      try (Connection connection = dialect.connect()) {
        // In one reading transaction (https://www.sqlite.org/lang_vacuum.html), so that writers
        // neither wait nor are seen in part.
        Rows.change(connection, "VACUUM INTO ?", to.toAbsolutePath().toString());
      } catch (SQLException e) {
        throw StorageException.failed(dialect, "copied", e);
      }
    }
    try (Connection connection = connect(to, false)) {
      if (!withSessions && hasTable(connection, "session")) {
        Rows.first(connection, "PRAGMA secure_delete = ON", row -> true);
        Rows.change(connection, "DELETE FROM session");
      }
      inOneFile(connection);
    } catch (SQLException e) {
      throw unreadable(to, e);
    }
  }

  /**
   * Reads all of a copy.
   *
   * @throws StorageException when it is damaged, or no database of Gatehouse
   */
  public static Content examine(Path copy) {
    try (Connection connection = connect(copy, true)) {
      List<String> damage =
          Rows.all(connection, "PRAGMA integrity_check(1)", row -> row.getString(1));
      if (!damage.equals(List.of("ok"))) {
        throw new StorageException("The database %s is damaged: %s.".formatted(copy, damage));
      }
      if (Rows.first(connection, "PRAGMA foreign_key_check", row -> true).isPresent()) {
        throw new StorageException(
            "The database %s is damaged: a row refers to one that is not there.".formatted(copy));
      }
      int version =
          Rows.first(
                  connection,
                  "SELECT max(CAST(version AS INTEGER)) FROM "
                      + Migrations.TABLE
                      + " WHERE success",
                  row -> row.getInt(1))
              .orElse(0);
      return new Content(version, rows(connection));
    } catch (SQLException e) {
      throw unreadable(copy, e);
    }
  }

  /**
   * Returns how many rows each table of a database has.
   *
   * @throws StorageException when it cannot be read
   */
  public static Map<String, Long> rows(Database database) {
    return database.read(DatabaseCopy::rows);
  }

  private static Map<String, Long> rows(Connection connection) throws SQLException {
    List<String> tables =
        Rows.all(
            connection,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                + " AND name <> '"
                + Migrations.TABLE
                + "' ORDER BY name",
            row -> row.getString(1));
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String table : tables) {
      String quoted = '"' + table.replace("\"", "\"\"") + '"';
      rows.put(
          table,
          Rows.first(connection, "SELECT count(*) FROM " + quoted, row -> row.getLong(1))
              .orElse(0L));
    }
    return rows;
  }

  /**
   * Puts what lies beside a database's file into it, so that the file alone is the database; nobody
   * else may have it open.
   *
   * @throws StorageException when that fails
   */
  public static void intoOneFile(Path file) {
    try (Connection connection = connect(file, false)) {
      inOneFile(connection);
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
  }

  private static void inOneFile(Connection connection) throws SQLException {
    String mode =
        Rows.first(connection, "PRAGMA journal_mode = DELETE", row -> row.getString(1)).orElse("");
    if (!mode.equals("delete")) {
      throw new SQLException("it is in use");
    }
  }

  private static boolean hasTable(Connection connection, String name) throws SQLException {
    return Rows.first(
            connection,
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
            row -> true,
            name)
        .isPresent();
  }

  private static Connection connect(Path file, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source.getConnection();
  }

  private static StorageException unreadable(Path file, SQLException e) {
    return new StorageException(
        "The database %s cannot be read: %s.".formatted(file, e.getMessage()), e);
  }
}
