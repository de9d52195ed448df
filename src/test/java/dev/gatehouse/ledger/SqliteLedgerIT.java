package dev.gatehouse.ledger;

import dev.gatehouse.storage.DatabaseAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class SqliteLedgerIT extends DatabaseLedgerContract {

  @TempDir private Path folder = Path.of("replaced");
  private int stores;

  @Override
  Store newStore() {
    Path file = folder.resolve("store-" + ++stores + ".db");
    return new DatabaseStore(
        new DatabaseAddress.File(file), List.of(file.toString(), "", "unused"));
  }
}
