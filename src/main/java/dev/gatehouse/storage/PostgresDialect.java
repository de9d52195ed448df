package dev.gatehouse.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL on a server, for several machines. */
final class PostgresDialect implements Dialect {

  /**
   * Serialization failure, deadlock:
   * https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
   */
  private static final Set<String> REPEATABLE = Set.of("40001", "40P01");

  /** Tells our lock from those of others in the database: "gatehouse" in letters. */
  private static final long LOCK = 0x6761746568L;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Each use is a few milliseconds long, so that few connections serve many workers. */
  private static final int MOST_CONNECTIONS = 8;

  private final DatabaseAddress.Server server;
  private @Nullable HikariDataSource pool;

  PostgresDialect(DatabaseAddress.Server server) {
    this.server = server;
  }

  @Override
  public String place() {
    return server.shown();
  }

  @Override
  public String migrations() {
    return "postgres";
  }

  @Override
  public String remedy() {
    return "See that the server runs and can be reached, that the database exists, and that the"
        + " user in "
        + DatabaseAddress.VARIABLE
        + " and the password in "
        + DatabaseAddress.PASSWORD
        + " are right.";
  }

  @Override
  public synchronized void prepare() {
    try {
      if (pool == null) {
        pool = new HikariDataSource(config());
      }
    } catch (PoolInitializationException e) {
      throw StorageException.failed(this, "reached", e.getCause() == null ? e : e.getCause());
    }
  }

  private HikariConfig config() {
    PGSimpleDataSource direct = new PGSimpleDataSource();
    direct.setURL(server.jdbc());
    if (!server.password().isEmpty()) {
      direct.setPassword(server.password());
    }
    direct.setConnectTimeout((int) PATIENCE.toSeconds());
    direct.setSocketTimeout((int) PATIENCE.multipliedBy(3).toSeconds());
    direct.setTcpKeepAlive(true);
    direct.setApplicationName("gatehouse");
    HikariConfig config = new HikariConfig(new Properties());
    config.setPoolName("database");
    config.setDataSource(direct);
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(PATIENCE.toMillis());
    // What is confirmed must outlive the server's power, whatever the server's own setting.
    config.setConnectionInitSql(
        "SET synchronous_commit = on; SET lock_timeout = " + PATIENCE.multipliedBy(2).toMillis());
    return config;
  }

  private synchronized HikariDataSource pool() {
    if (pool == null) {
      throw new IllegalStateException("prepare() comes first");
    }
    return pool;
  }

  // Flyway locks once its own table is there, and two that make it meet.
  @Override
  public <T> T alone(Supplier<T> work) {
    try (Connection connection = connect()) {
      Rows.first(connection, "SELECT pg_advisory_lock(?)", row -> true, LOCK);
      try {
        return work.get();
      } finally {
        Rows.first(connection, "SELECT pg_advisory_unlock(?)", row -> true, LOCK);
      }
    } catch (SQLException e) {
      throw StorageException.failed(this, "locked", e);
    }
  }

  @Override
  public Connection connect() throws SQLException {
    return pool().getConnection();
  }

  @Override
  public DataSource source() {
    return pool();
  }

  @Override
  public boolean hasTable(Connection connection, String name) throws SQLException {
    return Rows.first(
            connection, "SELECT to_regclass(?) IS NOT NULL", row -> row.getBoolean(1), name)
        .orElse(false);
  }

  @Override
  public int formerVersion(Connection connection) {
    return 0;
  }

  // The server looks after its own files.
  @Override
  public String damage(Connection connection) {
    return "";
  }

  @Override
  public void begin(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    connection.setAutoCommit(false);
  }

  @Override
  public boolean mayRepeat(SQLException failure) {
    return REPEATABLE.contains(failure.getSQLState());
  }

  @Override
  public synchronized void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
