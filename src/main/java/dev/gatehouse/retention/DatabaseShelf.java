package dev.gatehouse.retention;

import dev.gatehouse.learned.LocatorStore;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.storage.Database;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the database keeps of a kind: sessions, or screenshots of learned locators. */
final class DatabaseShelf implements Shelf {

  /** What both are asked. */
  private interface Table {
    long count(Database database, Instant before);

    int drop(Database database, Instant before);
  }

  private final Database database;
  private final Kind kind;
  private final Table table;
  private Instant limit = Instant.EPOCH;

  private DatabaseShelf(Database database, Kind kind, Table table) {
    this.database = database;
    this.kind = kind;
    this.table = table;
  }

  static DatabaseShelf sessions(Database database) {
    return new DatabaseShelf(
        database,
        Kind.SESSIONS,
        new Table() {
          @Override
          public long count(Database from, Instant before) {
            return SessionStore.list(from).stream()
                .filter(session -> session.verified().isBefore(before))
                .count();
          }

          @Override
          public int drop(Database from, Instant before) {
            return SessionStore.dropUnverifiedSince(from, before);
          }
        });
  }

  static DatabaseShelf screenshots(Database database) {
    return new DatabaseShelf(
        database,
        Kind.EVIDENCE,
        new Table() {
          @Override
          public long count(Database from, Instant before) {
            return LocatorStore.screenshots(from, before);
          }

          @Override
          public int drop(Database from, Instant before) {
            return LocatorStore.dropScreenshots(from, before);
          }
        });
  }

  @Override
  public Found look(Instant before, Set<String> held) {
    limit = before;
    long old = table.count(database, before);
    String name =
        kind == Kind.SESSIONS ? "sessions in the database" : "screenshots in the database";
    return new Found(
        kind,
        table.count(database, Instant.MAX),
        0,
        old == 0 ? List.of() : List.of(new Found.Item(name, old, 0)),
        List.of());
  }

  @Override
  public void remove(Found.Item item) {
    table.drop(database, limit);
  }
}
