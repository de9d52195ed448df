package dev.gatehouse.ledger;

import dev.gatehouse.storage.DatabaseAddress;
import dev.gatehouse.storage.PostgresServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class PostgresLedgerIT extends DatabaseLedgerContract {

  private final PostgresServer server = new PostgresServer();

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  Store newStore() {
    DatabaseAddress address = server.newDatabase();
    Map<String, String> variables = server.variables(server.lastName());
    return new DatabaseStore(
        address,
        List.of(
            "unused",
            variables.getOrDefault(DatabaseAddress.VARIABLE, ""),
            variables.getOrDefault(DatabaseAddress.PASSWORD, "")));
  }
}
