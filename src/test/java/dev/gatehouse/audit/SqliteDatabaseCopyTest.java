package dev.gatehouse.audit;

import dev.gatehouse.storage.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseCopyTest extends DatabaseCopyContract {

  @TempDir private Path home = Path.of("replaced");

  @Override
  Database database() {
    return Database.open(home.resolve("gatehouse.db"));
  }
}
