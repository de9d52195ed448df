package dev.gatehouse.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * SQLite, in a file of this machine. A writer waits for the other, readers wait for nobody; what is
 * committed is on the disk. Opening a connection takes less than a pool would, so there is none.
 */
final class SqliteDialect implements Dialect {

  private static final Duration BUSY = Duration.ofSeconds(10);
  private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(2);

  private final Path file;
  private final NetworkFileSystems network;
  private final SQLiteDataSource source;

  SqliteDialect(Path file, NetworkFileSystems network) {
    this.file = file.toAbsolutePath();
    this.network = network;
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout((int) BUSY.toMillis());
    config.enforceForeignKeys(true);
    // A transaction that reads first and writes later would otherwise fail when another wrote
    // between.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    this.source = new SQLiteDataSource(config);
    this.source.setUrl("jdbc:sqlite:" + this.file);
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public String migrations() {
    return "sqlite";
  }

  @Override
  public String remedy() {
    return "See that this user may write there and the disk is not full; if the file is damaged, it"
        + " is left as it is: keep it, move it away with its -wal and -shm, and put a backup in its"
        + " place, or let a new one be made, which knows nothing of what was decided, sent or"
        + " refused before.";
  }

  @Override
  public void prepare() {
    try {
      Path folder = Objects.requireNonNull(file.getParent(), "a file has a folder");
      Files.createDirectories(folder);
      Optional<String> far = network.under(folder);
      if (far.isPresent()) {
        throw new StorageException(
            "The database %s would be on a network file system (%s), where SQLite loses data. Run Gatehouse in a folder on a disk of this machine, or give several machines one PostgreSQL: GATEHOUSE_DATABASE=jdbc:postgresql://host/database."
                .formatted(file, far.get()));
      }
    } catch (IOException e) {
      throw StorageException.failed(this, "made", e);
    }
  }

  // Turning on the journal of a new file fails at once where two do it together, so one does it
  // after the other: a file lock keeps processes apart, not the threads of one.
  @Override
  public <T> T alone(Supplier<T> work) {
    synchronized (SqliteDialect.class) {
      Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        turnOnJournal();
        return work.get();
      } catch (IOException e) {
        throw StorageException.failed(this, "locked", e);
      }
    }
  }

  // The journal's mode is kept in the file.
  private void turnOnJournal() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
    } catch (SQLException e) {
      throw StorageException.failed(this, "read", e);
    }
  }

  // The last of several connections tidies up as it closes, and another that opens meanwhile is
  // turned away at once, whatever its patience.
  @Override
  public Connection connect() throws SQLException {
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

  @Override
  public DataSource source() {
    return source;
  }

  @Override
  public boolean hasTable(Connection connection, String name) throws SQLException {
    return Rows.first(
            connection,
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
            row -> true,
            name)
        .isPresent();
  }

  @Override
  public int formerVersion(Connection connection) throws SQLException {
    return Rows.first(connection, "PRAGMA user_version", row -> row.getInt(1)).orElse(0);
  }

  @Override
  public String damage(Connection connection) throws SQLException {
    String found =
        Rows.first(connection, "PRAGMA quick_check(1)", row -> row.getString(1)).orElse("");
    return found.equals("ok") ? "" : found;
  }

  @Override
  public void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
  }

  @Override
  public boolean mayRepeat(SQLException failure) {
    // It waits for its turn instead.
    return false;
  }

  @Override
  public void close() {
    // Every connection was closed after its use.
  }
}
