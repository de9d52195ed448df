package dev.gatehouse.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The project's database: SQLite in a file, or PostgreSQL on a server. Several processes may use it
 * at once; changes come to the same as if made one after the other, and what was changed outlives
 * the process and the machine's power. Thread-safe: every call has a connection of its own.
 */
public final class Database implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  /** Something to do with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T with(Connection connection) throws SQLException;
  }

  private final Dialect dialect;

  private Database(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Opens the database in a file; see {@link #open(DatabaseAddress)}. */
  public static Database open(Path file) {
    return open(new DatabaseAddress.File(file));
  }

  /**
   * Opens a database, a file made if need be, and brings its tables up to date.
   *
   * @throws StorageException when it cannot be made, is none, is damaged, or was made by a newer
   *     Gatehouse; then nothing was changed
   */
  public static Database open(DatabaseAddress address) {
    return open(
        address instanceof DatabaseAddress.Server server
            ? new PostgresDialect(server)
            : new SqliteDialect(
                ((DatabaseAddress.File) address).path(), NetworkFileSystems.ofThisMachine()));
  }

  static Database open(Dialect dialect) {
    Database database = new Database(dialect);
    try {
      dialect.prepare();
      dialect.alone(database::bringUpToDate);
      return database;
    } catch (StorageException e) {
      dialect.close();
      throw e;
    }
  }

  private int bringUpToDate() {
    int version = read(connection -> Migrations.version(dialect, connection));
    if (version > Migrations.NEWEST) {
      throw new StorageException(
          "The database %s is of version %d, made by a newer Gatehouse; this one knows versions up to %d. Nothing was changed. Use the newer Gatehouse, or another database."
              .formatted(dialect.place(), version, Migrations.NEWEST));
    }
    if (version < Migrations.NEWEST) {
      String damage = read(dialect::damage);
      if (!damage.isEmpty()) {
        throw new StorageException(
            "The database %s is damaged: %s. Nothing was changed. %s"
                .formatted(dialect.place(), damage, dialect.remedy()));
      }
      Migrations.migrate(dialect, version == 0 ? read(dialect::formerVersion) : version);
    }
    return version;
  }

  /**
   * Reads.
   *
   * @throws StorageException when the database cannot be read
   */
  public <T> T read(Work<T> work) {
    try (Connection connection = dialect.connect()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw StorageException.failed(dialect, "read", e);
    }
  }

  /**
   * Changes something, wholly or not at all, and returns when it is safe on the disk. Where another
   * change came between, it is done again from the beginning: the work must do nothing but read and
   * write the database.
   *
   * @throws StorageException when the database cannot be written
   */
  public <T> T change(Work<T> work) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Connection connection = dialect.connect()) {
        return changeOnce(connection, work);
      } catch (SQLException e) {
        if (!dialect.mayRepeat(e) || System.nanoTime() >= end) {
          throw StorageException.failed(dialect, "written", e);
        }
        // Those that met shall not meet again.
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
      }
    }
  }

  private <T> T changeOnce(Connection connection, Work<T> work) throws SQLException {
    dialect.begin(connection);
    try {
      T result = work.with(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  /** Gives back what it holds; a file's database holds nothing. */
  @Override
  public void close() {
    dialect.close();
  }
}
