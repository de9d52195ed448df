package dev.gatehouse.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** A real PostgreSQL on a free port, with databases of their own for tests. Close it to stop it. */
public final class PostgresServer implements AutoCloseable {

  private final EmbeddedPostgres postgres;
  private int databases;

  public PostgresServer() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofSeconds(60))
              // Tests do not survive a power cut either.
              .setServerConfig("fsync", "off")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an empty database and returns its address. */
  public DatabaseAddress newDatabase() {
    String name = "test" + ++databases;
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return address(name);
  }

  DatabaseAddress address(String name) {
    return DatabaseAddress.of(Path.of("unused"), variables(name));
  }

  /** Returns the environment of a process that uses the database. */
  public Map<String, String> variables(String name) {
    return Map.of(
        DatabaseAddress.VARIABLE,
        "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name + "?user=postgres",
        DatabaseAddress.PASSWORD,
        "not-asked-for-1");
  }

  /** Returns the name of the database made last. */
  public String lastName() {
    return "test" + databases;
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
