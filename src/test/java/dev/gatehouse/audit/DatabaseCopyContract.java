package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import dev.gatehouse.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of the copy of the entries in a database of any kind. */
abstract class DatabaseCopyContract {

  @TempDir private Path temp = Path.of("replaced");

  /** Opens the database, always the same within a test. */
  abstract Database database();

  private Path folder() {
    return temp.resolve("audit");
  }

  private void write(Supplier<Database> copy, String time, int from, int to) {
    MutableClock clock = new MutableClock(Instant.parse(time));
    AuditSettings settings = Logs.settings(folder()).withDatabase(copy);
    try (AuditLog log = AuditLog.open(settings, Logs.key(folder()), clock)) {
      for (int i = from; i < to; i++) {
        log.append(Logs.entry(i));
      }
    }
  }

  private DatabaseComparison compared(Database database) {
    return DatabaseComparison.of(folder(), database).orElseThrow();
  }

  private static void execute(Database database, String sql) {
    assertThat(database.<Integer>change(connection -> Rows.change(connection, sql))).isEqualTo(1);
  }

  @Test
  void entries_are_in_the_database_and_can_be_asked_for() {
    try (Database database = database()) {
      write(() -> database, "2026-10-31T12:00:00Z", 0, 5);
      write(() -> database, "2026-11-01T12:00:00Z", 5, 12);

      assertThat(compared(database)).isEqualTo(new DatabaseComparison(Optional.empty(), 12, 0));
      List<String> failed =
          database.read(
              connection ->
                  Rows.all(
                      connection,
                      "SELECT segment, line, reason FROM audit_entry WHERE entity = ?"
                          + " AND outcome = 'failed' ORDER BY segment, line",
                      row -> row.getString(1) + ":" + row.getLong(2) + " " + row.getString(3),
                      "acme"));
      assertThat(failed).containsExactly("2026-10:5 Portal down", "2026-11:5 Portal down");
    }
  }

  @Test
  void what_came_while_the_database_was_away_is_filled_in_and_the_log_is_whole() {
    write(
        () -> {
          throw new StorageException("The database is away.", new IOException("away"));
        },
        "2026-10-31T12:00:00Z",
        0,
        5);
    assertThat(Logs.findings(folder())).isEmpty();
    try (Database database = database()) {
      assertThat(compared(database)).isEqualTo(new DatabaseComparison(Optional.empty(), 0, 5));
      // Nothing but opening the log, in a later month, fills it in.
      write(() -> database, "2026-11-01T12:00:00Z", 0, 0);
      assertThat(compared(database)).isEqualTo(new DatabaseComparison(Optional.empty(), 5, 0));
      write(() -> database, "2026-11-01T12:00:00Z", 5, 7);
      assertThat(compared(database)).isEqualTo(new DatabaseComparison(Optional.empty(), 7, 0));
    }
  }

  @Test
  void the_first_difference_is_named() throws IOException {
    try (Database database = database()) {
      write(() -> database, "2026-11-01T12:00:00Z", 0, 12);

      execute(database, "UPDATE audit_entry SET entity = 'other' WHERE line = 7");
      assertThat(compared(database).bad().orElseThrow())
          .hasToString(
              "database, 2026-11.jsonl:7: changed: entity in the database; found \"other\", expected \"acme\"");

      execute(database, "UPDATE audit_entry SET entry = '{}' WHERE line = 6");
      assertThat(compared(database).bad().orElseThrow())
          .hasToString(
              "database, 2026-11.jsonl:6: changed: the database does not have what the segment has");

      execute(database, "DELETE FROM audit_entry WHERE line = 3");
      assertThat(compared(database).bad().orElseThrow())
          .hasToString(
              "database, 2026-11.jsonl:3: missing: the segment has it, the database does not");
    }
  }

  @Test
  void rows_that_no_segment_has_are_named() throws IOException {
    try (Database database = database()) {
      write(() -> database, "2026-11-01T12:00:00Z", 0, 3);
      execute(database, "UPDATE audit_entry SET line = 4 WHERE line = 3");
      assertThat(compared(database).bad().orElseThrow())
          .hasToString(
              "database, 2026-11.jsonl:3: missing: the segment has it, the database does not");
      execute(database, "UPDATE audit_entry SET line = 3 WHERE line = 4");
      Path segment = folder().resolve("2026-11.jsonl");
      List<String> lines = Files.readAllLines(segment);
      Files.writeString(segment, lines.get(0) + "\n" + lines.get(1) + "\n");
      assertThat(compared(database).bad().orElseThrow())
          .hasToString(
              "database, 2026-11.jsonl:3: extra: the database has it, the segment does not");
      Files.delete(segment);
      assertThat(compared(database).bad().orElseThrow())
          .hasToString(
              "database, 2026-11.jsonl:1: extra: the database has it, the segment does not");
    }
  }

  @Test
  void two_logs_that_are_written_at_once_are_copied_once() {
    try (Database database = database()) {
      AuditSettings settings = Logs.settings(folder()).withDatabase(() -> database);
      MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
      try (AuditLog one = AuditLog.open(settings, Logs.key(folder()), clock);
          AuditLog other = AuditLog.open(settings, Logs.key(folder()), clock)) {
        for (int i = 0; i < 20; i++) {
          (i % 3 == 0 ? one : other).append(Logs.entry(i));
        }
      }
      assertThat(compared(database)).isEqualTo(new DatabaseComparison(Optional.empty(), 20, 0));
    }
  }
}
