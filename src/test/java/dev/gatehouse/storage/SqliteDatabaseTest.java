package dev.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteDatabaseTest extends DatabaseContract {

  @TempDir private Path folder = Path.of("replaced");

  private Path file() {
    return folder.resolve(".gatehouse").resolve("gatehouse.db");
  }

  @Override
  Database open() {
    return Database.open(file());
  }

  @Override
  String place() {
    return file().toString();
  }

  @Override
  void forget() {
    // Its folder goes with the test.
  }

  // A race shows itself now and then only.
  @RepeatedTest(5)
  void many_may_open_a_new_one_at_once_again_and_again() throws Exception {
    many_may_open_a_new_one_at_once();
  }

  @Test
  void what_is_confirmed_is_on_the_disk() {
    try (Database database = open()) {
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "synchronous")).as("2 is FULL").isEqualTo("2");
      assertThat(pragma(database, "busy_timeout")).isEqualTo("10000");
    }
  }

  private static String pragma(Database database, String name) {
    return database.read(
        c -> Rows.first(c, "PRAGMA " + name, row -> row.getString(1)).orElseThrow());
  }

  @Test
  void one_from_before_the_migration_tool_is_taken_over_with_what_it_holds() throws Exception {
    Files.createDirectories(file().getParent());
    String tables =
        new String(
            Objects.requireNonNull(
                    Database.class.getResourceAsStream("sqlite/V1__locators.sql"), "script")
                .readAllBytes(),
            StandardCharsets.UTF_8);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
      for (String statement : tables.replaceAll("(?m)^--.*$", "").split(";", -1)) {
        execute(connection, statement.isBlank() ? "PRAGMA user_version = 1" : statement);
      }
      execute(
          connection,
          "INSERT INTO locator (environment, portal, flow, purpose, state, anchor, anchor_value,"
              + " fingerprint, description, run, created) VALUES ('sandbox', 'desk', 'sign-in',"
              + " 'submit', 'rejected', 'NAME', 'go', '{}', 'button', 'r', '2026-01-01')");
    }

    try (Database database = open()) {
      assertThat(tables(database)).contains("locator", "schema_version");
      int version = database.read(c -> Migrations.version(new SqliteDialect(file(), local()), c));
      assertThat(version).isEqualTo(Migrations.NEWEST);
      List<String> states =
          database.read(c -> Rows.all(c, "SELECT state FROM locator", row -> row.getString(1)));
      assertThat(states).containsExactly("rejected");
    }
  }

  private static NetworkFileSystems local() {
    return new NetworkFileSystems(folder -> "ext4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p"})
  void a_network_file_system_is_refused(String type) {
    NetworkFileSystems network = new NetworkFileSystems(folder -> type);

    assertThatThrownBy(() -> Database.open(new SqliteDialect(file(), network)))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "The database %s would be on a network file system (%s), where SQLite loses data. Run Gatehouse in a folder on a disk of this machine, or give several machines one PostgreSQL: GATEHOUSE_DATABASE=jdbc:postgresql://host/database."
                .formatted(file(), type));
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs", "btrfs", "apfs", "NTFS", "overlay", "tmpfs", "fuseblk"})
  void a_disk_of_this_machine_is_taken(String type) throws IOException {
    assertThat(new NetworkFileSystems(folder -> type).under(folder)).isEmpty();
  }

  @Test
  void a_file_that_is_no_database_is_told_and_kept() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "This is no database, however long one looks at it. ".repeat(20));
    byte[] before = Files.readAllBytes(file());

    assertThatThrownBy(this::open)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "The database %s cannot be read: [SQLITE_NOTADB] File opened that is not a database file (file is not a database). %s"
                .formatted(file(), new SqliteDialect(file(), local()).remedy()));
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void a_damaged_database_is_told_and_kept_and_not_migrated() throws Exception {
    Files.createDirectories(file().getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
      execute(connection, "PRAGMA journal_mode = WAL");
      execute(connection, "CREATE TABLE number (n TEXT)");
      for (int i = 0; i < 200; i++) {
        execute(connection, "INSERT INTO number VALUES ('" + "x".repeat(100) + "')");
      }
    }
    byte[] damaged = Files.readAllBytes(file());
    for (int i = 8192; i < 8192 + 4096; i++) {
      damaged[i] = 7;
    }
    Files.write(file(), damaged);

    assertThatThrownBy(this::open)
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("The database " + file() + " is damaged: ")
        .hasMessageContaining("Nothing was changed.");
    assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
  }

  // The version the code knows is written by hand, so that asking for it reads no folder.
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void there_is_a_script_for_every_version(String dialect) throws Exception {
    Path scripts =
        Path.of(Objects.requireNonNull(Database.class.getResource(dialect), dialect).toURI());
    try (var files = Files.list(scripts)) {
      assertThat(files.map(f -> f.getFileName().toString().replaceFirst("__.*", "")).sorted())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, Migrations.NEWEST).mapToObj(i -> "V" + i).toList());
    }
  }

  @Test
  void the_connection_ends_with_its_use() throws SQLException {
    try (Database database = open()) {
      Connection used = database.read(connection -> connection);
      assertThat(used.isClosed()).isTrue();
    }
  }
}
