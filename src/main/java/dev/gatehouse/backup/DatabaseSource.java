package dev.gatehouse.backup;

import dev.gatehouse.storage.DatabaseCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where a backup gets the database from. */
public interface DatabaseSource {

  /** Returns the name of its file in the archive. */
  String fileName();

  /** Returns whether there is a database. */
  boolean exists();

  /**
   * Copies it, as it was at one moment, into an empty file.
   *
   * @throws dev.gatehouse.storage.StorageException when it cannot be copied
   */
  DatabaseCopy.Content copy(Path emptyFile, boolean sessions);

  /** SQLite's file. */
  static DatabaseSource file(Path database) {
    return new DatabaseSource() {
      @Override
      public String fileName() {
        return "gatehouse.db";
      }

      @Override
      public boolean exists() {
        return Files.exists(database);
      }

      @Override
      public DatabaseCopy.Content copy(Path emptyFile, boolean sessions) {
        DatabaseCopy.take(database, emptyFile, sessions);
        return DatabaseCopy.examine(emptyFile);
      }
    };
  }

  /** No database. */
  static DatabaseSource none() {
    return new DatabaseSource() {
      @Override
      public String fileName() {
        return "none";
      }

      @Override
      public boolean exists() {
        return false;
      }

      @Override
      public DatabaseCopy.Content copy(Path emptyFile, boolean sessions) {
        return new DatabaseCopy.Content(0, Map.of());
      }
    };
  }
}
