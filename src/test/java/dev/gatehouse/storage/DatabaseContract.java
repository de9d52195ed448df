package dev.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of database must do. Each test has an empty one. */
abstract class DatabaseContract {

  private static final int AT_ONCE = 8;

  /** Opens the test's database, as a process of its own would. */
  abstract Database open();

  /** Names where it is, as messages show it. */
  abstract String place();

  @AfterEach
  void close() {
    forget();
  }

  /** Deletes what the test left. */
  abstract void forget();

  private static int execute(Database database, String sql) {
    return database.change(connection -> Rows.change(connection, sql));
  }

  static List<String> tables(Database database) {
    return database.read(
        connection -> {
          try (var rows =
              connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            List<String> names = new java.util.ArrayList<>();
            while (rows.next()) {
              String schema = String.valueOf(rows.getString("TABLE_SCHEM"));
              if (!List.of("pg_catalog", "information_schema").contains(schema)) {
                names.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
              }
            }
            names.removeIf(name -> name.startsWith("sqlite_"));
            names.sort(null);
            return names;
          }
        });
  }

  private static int count(Database database) {
    return database.read(c -> Rows.first(c, "SELECT n FROM number", r -> r.getInt(1)).orElse(0));
  }

  @Test
  void it_is_made_with_its_tables_and_opened_again() {
    try (Database first = open()) {
      execute(first, "CREATE TABLE number (n INTEGER)");
    }
    try (Database second = open()) {
      assertThat(tables(second)).contains("locator", "number", "schema_version");
    }
  }

  @Test
  void a_change_that_fails_changes_nothing() {
    try (Database database = open()) {
      execute(database, "CREATE TABLE number (n INTEGER)");

      assertThatThrownBy(
              () ->
                  database.change(
                      c -> {
                        Rows.change(c, "INSERT INTO number VALUES (1)");
                        throw new IllegalStateException("stop");
                      }))
          .hasMessage("stop");

      assertThat(count(database)).isZero();
    }
  }

  @Test
  void what_cannot_be_done_is_told() {
    try (Database database = open()) {
      assertThatThrownBy(() -> execute(database, "INSERT INTO nothing VALUES (1)"))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith("The database " + place() + " cannot be written: ");
    }
  }

  @Test
  void changes_at_once_come_to_the_same_as_one_after_the_other() throws Exception {
    int each = 25;
    try (Database one = open();
        Database other = open()) {
      execute(one, "CREATE TABLE number (n INTEGER)");
      execute(one, "INSERT INTO number VALUES (0)");

      atOnce(
          i -> {
            for (int j = 0; j < each; j++) {
              (i % 2 == 0 ? one : other).change(DatabaseContract::addOne);
            }
            return "";
          });

      assertThat(count(one)).isEqualTo(AT_ONCE * each);
    }
  }

  // Reads and then writes what it read: any change between the two is lost unless kept apart.
  private static int addOne(java.sql.Connection connection) throws SQLException {
    int n = Rows.first(connection, "SELECT n FROM number", row -> row.getInt(1)).orElseThrow();
    return Rows.change(connection, "UPDATE number SET n = ?", n + 1);
  }

  @Test
  void many_may_open_a_new_one_at_once() throws Exception {
    List<String> found =
        atOnce(
            i -> {
              try (Database database = open()) {
                return String.join(" ", tables(database));
              }
            });

    assertThat(found).hasSize(AT_ONCE).allMatch(tables -> tables.contains("locator"));
  }

  private static List<String> atOnce(java.util.function.IntFunction<String> work) throws Exception {
    ExecutorService others = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Callable<String>> calls =
          IntStream.range(0, AT_ONCE).<Callable<String>>mapToObj(i -> () -> work.apply(i)).toList();
      List<String> results = new java.util.ArrayList<>();
      for (Future<String> result : others.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } finally {
      others.shutdownNow();
    }
  }

  @Test
  void one_whose_first_opening_was_cut_short_is_opened() {
    try (Database database = open()) {
      execute(database, "DELETE FROM schema_version");
      execute(database, "DROP TABLE locator");
      execute(database, "DROP TABLE attempt");
      execute(database, "DROP TABLE account");
      execute(database, "DROP TABLE submission");
      execute(database, "DROP TABLE session");
      execute(database, "DROP TABLE audit_entry");
      execute(database, "DROP TABLE audit_log");
      execute(database, "DROP TABLE one_time_code");
      execute(database, "DROP TABLE session_lease");
      execute(database, "CREATE TABLE number (n INTEGER)");
    }

    try (Database again = open()) {
      assertThat(tables(again)).contains("locator", "number", "submission");
    }
  }

  @Test
  void one_of_a_newer_gatehouse_is_refused_and_left_alone() {
    try (Database database = open()) {
      execute(
          database,
          "INSERT INTO schema_version (installed_rank, version, description, type, script,"
              + " installed_by, execution_time, success)"
              + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'a', 1, true)");
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "The database %s is of version 99, made by a newer Gatehouse; this one knows versions up to %d. Nothing was changed. Use the newer Gatehouse, or another database."
                .formatted(place(), Migrations.NEWEST));
  }

  @Test
  void one_that_is_up_to_date_is_opened_without_the_migration_tool() {
    try (Database database = open()) {
      // With its own record of what it did gone wrong it would complain, were it asked.
      execute(database, "UPDATE schema_version SET checksum = 1, script = 'x'");
    }

    try (Database again = open()) {
      assertThat(tables(again)).contains("locator");
    }
  }

  static void execute(java.sql.Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
