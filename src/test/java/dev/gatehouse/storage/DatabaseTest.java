package dev.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

  @TempDir private Path folder = Path.of("replaced");

  @Test
  void it_is_made_with_its_folder_and_opened_again() {
    Path file = folder.resolve(".gatehouse").resolve("gatehouse.db");
    Database.open(file).change(c -> c.createStatement().executeUpdate("CREATE TABLE a (b INT)"));

    assertThat(Database.open(file).read(DatabaseTest::tables)).contains("a", "locator");
  }

  @Test
  void a_change_that_fails_changes_nothing() {
    Database database = Database.open(folder.resolve("gatehouse.db"));

    assertThatThrownBy(
            () ->
                database.change(
                    c -> {
                      try (Statement statement = c.createStatement()) {
                        statement.executeUpdate("CREATE TABLE a (b INT)");
                      }
                      throw new IllegalStateException("stop");
                    }))
        .hasMessage("stop");

    assertThat(database.read(DatabaseTest::tables)).containsExactly("locator");
  }

  // A race shows itself now and then only.
  @RepeatedTest(20)
  void many_may_open_it_at_once() throws Exception {
    Path file = folder.resolve("gatehouse.db");
    ExecutorService others = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<String>>> opened =
          others.invokeAll(
              IntStream.range(0, 8)
                  .<java.util.concurrent.Callable<List<String>>>mapToObj(
                      i -> () -> Database.open(file).read(DatabaseTest::tables))
                  .toList());
      for (Future<List<String>> one : opened) {
        assertThat(one.get()).containsExactly("locator");
      }
    } finally {
      others.shutdownNow();
    }
  }

  @Test
  void a_damaged_file_is_told() throws IOException {
    Path file = folder.resolve("gatehouse.db");
    Files.writeString(file, "This is no database, however long one looks at it. ".repeat(20));

    assertThatThrownBy(() -> Database.open(file))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "The database %s cannot be read: [SQLITE_NOTADB] File opened that is not a database file (file is not a database). See that this user may write there and the disk is not full; if the file is damaged, move it away, and what it remembered is learned anew."
                .formatted(file));
  }

  private static List<String> tables(java.sql.Connection connection) throws java.sql.SQLException {
    List<String> names = new java.util.ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    names.sort(null);
    return names;
  }
}
