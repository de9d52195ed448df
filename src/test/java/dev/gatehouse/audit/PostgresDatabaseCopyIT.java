package dev.gatehouse.audit;

import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresDatabaseCopyIT extends DatabaseCopyContract {

  private final PostgresServer server = new PostgresServer();

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  Database database() {
    return Database.open(server.newDatabase());
  }
}
