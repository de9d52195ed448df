package dev.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresDatabaseIT extends DatabaseContract {

  private final PostgresServer server = new PostgresServer();
  private DatabaseAddress address = server.newDatabase();

  @BeforeEach
  void startAfresh() {
    address = server.newDatabase();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  Database open() {
    return Database.open(address);
  }

  @Override
  String place() {
    return address.toString();
  }

  @Override
  void forget() {
    // The server goes with the class.
  }

  @Test
  void what_is_confirmed_outlives_the_power_whatever_the_server_is_set_to() {
    try (Database database = open()) {
      String commit =
          database.read(
              c -> Rows.first(c, "SHOW synchronous_commit", r -> r.getString(1)).orElseThrow());
      assertThat(commit).isEqualTo("on");
    }
  }

  @Test
  void a_database_that_is_not_there_is_told_without_the_password() {
    DatabaseAddress wrong = server.address("nowhere");

    assertThatThrownBy(() -> Database.open(wrong))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "The database %s cannot be reached: FATAL: database \"nowhere\" does not exist. See that the server runs and can be reached, that the database exists, and that the user in GATEHOUSE_DATABASE and the password in GATEHOUSE_DATABASE_PASSWORD are right."
                .formatted(wrong));
  }
}
