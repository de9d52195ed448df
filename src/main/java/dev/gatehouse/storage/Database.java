package dev.gatehouse.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * The project's SQLite database. Several processes may use one at once: a writer waits for the
 * other, readers wait for nobody. Thread-safe: every call has a connection of its own.
 */
public final class Database {

  private static final Duration BUSY = Duration.ofSeconds(10);

  /** Each brings the tables from one version to the next; none is ever changed once released. */
  private static final List<String> MIGRATIONS = List.of("1-locators.sql");

  /** Something to do with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T with(Connection connection) throws SQLException;
  }

  private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(2);

  private final Path file;
  private final SQLiteDataSource source;

  private Database(Path file) {
    this.file = file;
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout((int) BUSY.toMillis());
    config.enforceForeignKeys(true);
    // A transaction that reads first and writes later would otherwise fail when another wrote
    // between.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    this.source = new SQLiteDataSource(config);
    this.source.setUrl("jdbc:sqlite:" + file);
  }

  /**
   * Opens the database in a file, made if need be, and brings its tables up to date.
   *
   * @throws StorageException when it cannot be made or is no database
   */
  public static Database open(Path file) {
    Database database = new Database(file.toAbsolutePath());
    try {
      Files.createDirectories(database.file.getParent());
    } catch (IOException e) {
      throw database.failed("made", e);
    }
    // Turning on the journal of a new file fails at once where two do it together, so one does it
    // after the other: a file lock keeps processes apart, not the threads of one.
    synchronized (Database.class) {
      Path lockFile = database.file.resolveSibling(database.file.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        if (database.read(Database::prepared) < MIGRATIONS.size()) {
          database.change(Database::migrate);
        }
      } catch (IOException e) {
        throw database.failed("locked", e);
      }
    }
    return database;
  }

  // The journal's mode is kept in the file.
  private static int prepared(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
    }
    return version(connection);
  }

  // The last of several connections tidies up as it closes, and another that opens meanwhile is
  // turned away at once, whatever its patience.
  private Connection connect() throws SQLException {
    long end = System.nanoTime() + BUSY.toNanos();
    while (true) {
      try {
        return source.getConnection();
      } catch (SQLException e) {
        boolean busy = (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
        if (!busy || System.nanoTime() >= end) {
          throw e;
        }
        LockSupport.parkNanos(BEFORE_TRYING_AGAIN.toNanos());
      }
    }
  }

  /**
   * Reads.
   *
   * @throws StorageException when the database cannot be read
   */
  public <T> T read(Work<T> work) {
    try (Connection connection = connect()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw failed("read", e);
    }
  }

  /**
   * Changes something, wholly or not at all.
   *
   * @throws StorageException when the database cannot be written
   */
  public <T> T change(Work<T> work) {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try {
        T result = work.with(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw failed("written", e);
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  // Read again within the transaction: another process may have been first.
  private static int migrate(Connection connection) throws SQLException {
    int version = version(connection);
    try (Statement statement = connection.createStatement()) {
      for (; version < MIGRATIONS.size(); version++) {
        for (String part : script(MIGRATIONS.get(version)).split(";", -1)) {
          if (!part.isBlank()) {
            statement.execute(part);
          }
        }
      }
      statement.execute("PRAGMA user_version = " + version);
    }
    return version;
  }

  private static String script(String name) {
    try (InputStream in = Database.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing beside " + Database.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?m)^\\s*--.*$", "")
          .strip();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private StorageException failed(String what, Exception cause) {
    return new StorageException(
        "The database %s cannot be %s: %s. See that this user may write there and the disk is not full; if the file is damaged, move it away, and what it remembered is learned anew."
            .formatted(file, what, cause.getMessage()),
        cause);
  }
}
