package dev.gatehouse.retention;

import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.backup.BackupFolder;
import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Finds what is older than it is to be kept, and removes it. Used by one thread. */
public final class Retention {

  private final List<Map.Entry<Kind, Shelf>> shelves = new ArrayList<>();
  private final Map<Kind, Instant> limits;
  private final Set<String> held;

  /**
   * @param project the project's folder, absolute
   * @param reports the folder of results and reports
   * @param backups the project's backups
   * @param database the database, where there is one
   * @param log opens the audit log; asked only to remove from it
   * @param limits before when what is too old, by its kind; all kinds
   * @param held the entities under legal hold
   */
  public Retention(
      Path project,
      Path reports,
      BackupFolder backups,
      Optional<Database> database,
      Supplier<AuditLog> log,
      Map<Kind, Instant> limits,
      Set<String> held) {
    Path state = project.resolve(".gatehouse");
    this.limits = new EnumMap<>(limits);
    this.held = Set.copyOf(held);
    put(Kind.AUDIT, new AuditShelf(state.resolve("audit"), database, log));
    database.ifPresent(open -> put(Kind.SESSIONS, DatabaseShelf.sessions(open)));
    database.ifPresent(open -> put(Kind.EVIDENCE, DatabaseShelf.screenshots(open)));
    put(Kind.EVIDENCE, FileShelf.evidence(project, reports));
    put(Kind.BACKUPS, new BackupShelf(backups));
    put(Kind.TEMPORARY, FileShelf.temporary(project, state));
  }

  private void put(Kind kind, Shelf shelf) {
    shelves.add(Map.entry(kind, shelf));
  }

  /**
   * Returns what there is and what is too old, a value a shelf; changes nothing.
   *
   * @throws UncheckedIOException when a folder cannot be read
   */
  public List<Found> look() {
    return shelves.stream().map(shelf -> look(shelf.getKey(), shelf.getValue())).toList();
  }

  private Found look(Kind kind, Shelf shelf) {
    try {
      return shelf.look(Objects.requireNonNull(limits.get(kind), kind.word()), held);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Removes what was found too old.
   *
   * @param found what {@link #look} returned
   * @throws UncheckedIOException when something cannot be removed; the rest is still there then
   */
  public void remove(List<Found> found) {
    for (int i = 0; i < shelves.size(); i++) {
      for (Found.Item item : found.get(i).old()) {
        try {
          shelves.get(i).getValue().remove(item);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
