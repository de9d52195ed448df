package dev.gatehouse.app;

import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.backup.BackupException;
import dev.gatehouse.backup.BackupFolder;
import dev.gatehouse.backup.Project;
import dev.gatehouse.entity.Entities;
import dev.gatehouse.entity.Entity;
import dev.gatehouse.entity.EntityFiles;
import dev.gatehouse.retention.Found;
import dev.gatehouse.retention.Kind;
import dev.gatehouse.retention.Retention;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.DatabaseAddress;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Removes what is older than it is to be kept, and writes down in the audit log what goes, before
 * it goes. Every method throws {@link dev.gatehouse.problem.ProblemsException} when an entity's
 * file cannot be read, since who is under legal hold is not known then.
 */
public final class Removal {

  private final Settings settings;
  private final Clock clock;
  private final ProjectAudit audit;

  /**
   * @param prompt asks for what opens the secret store, where the audit log's key is there
   */
  public Removal(Settings settings, Clock clock, HiddenPrompt prompt) {
    this.settings = settings;
    this.clock = clock;
    this.audit = new ProjectAudit(settings, clock, prompt);
  }

  /**
   * What was found, and what became of it.
   *
   * @param found what there is and what of it is too old
   * @param removed whether that was removed
   */
  public record Result(List<Found> found, boolean removed) {
    public Result {
      found = List.copyOf(found);
    }

    /** Returns whether something would go of which more than a fifth is too old. */
    public boolean isMuch() {
      return found.stream().anyMatch(Found::isMuch);
    }
  }

  /** Returns what is too old; changes nothing. */
  public Result look() {
    return with((retention, found) -> new Result(found, false));
  }

  /**
   * Removes what is too old; nothing of anything where that is more than a fifth of something.
   *
   * @param evenMuch whether that does not matter
   */
  public Result apply(boolean evenMuch) {
    return with(
        (retention, found) -> {
          Result result = new Result(found, false);
          boolean any = found.stream().anyMatch(f -> !f.old().isEmpty());
          if (!any || (result.isMuch() && !evenMuch)) {
            return result;
          }
          try (AuditLog log = audit.open()) {
            for (Found one : found) {
              tell(log, one);
            }
          }
          retention.remove(found);
          return new Result(found, true);
        });
  }

  // Every name is told; an entry holds no more than so many.
  private void tell(AuditLog log, Found found) {
    int most = 200;
    List<Found.Item> old = found.old();
    for (int from = 0; from < old.size(); from += most) {
      List<Found.Item> some = old.subList(from, Math.min(old.size(), from + most));
      log.append(
          audit.entry(
              "remove-old",
              Map.of(
                  "kind", found.kind().word(),
                  "names", some.stream().map(Found.Item::name).toList(),
                  "count", some.stream().mapToLong(Found.Item::count).sum(),
                  "bytes", some.stream().mapToLong(Found.Item::bytes).sum())));
    }
  }

  private Result with(BiFunction<Retention, List<Found>, Result> work) {
    Set<String> held = held();
    Keeping keeping = settings.keeping();
    Instant now = clock.instant();
    Project project = new Project(settings.project());
    List<AuditLog> opened = new ArrayList<>();
    Optional<Database> database = database();
    try {
      Retention retention =
          new Retention(
              project.folder(),
              project.folder().resolve("reports"),
              new BackupFolder(project, clock),
              database,
              () -> once(opened),
              Map.of(
                  Kind.AUDIT, Keeping.before(keeping.audit(), now),
                  Kind.SESSIONS, Keeping.before(keeping.sessions(), now),
                  Kind.EVIDENCE, Keeping.before(keeping.evidence(), now),
                  Kind.BACKUPS, Keeping.before(keeping.backups(), now),
                  Kind.TEMPORARY, Keeping.before(keeping.temporary(), now)),
              held);
      return work.apply(retention, retention.look());
    } catch (UncheckedIOException e) {
      throw new BackupException(
          "What is too old cannot be looked through or removed: %s. Make it readable and writable, then try again."
              .formatted(e.getCause()),
          e);
    } finally {
      opened.forEach(AuditLog::close);
      database.ifPresent(Database::close);
    }
  }

  private AuditLog once(List<AuditLog> opened) {
    if (opened.isEmpty()) {
      opened.add(audit.open());
    }
    return opened.get(0);
  }

  // Looking must not make a database.
  private Optional<Database> database() {
    DatabaseAddress address = settings.databaseAddress();
    return address.exists() ? Optional.of(Database.open(address)) : Optional.empty();
  }

  private Set<String> held() {
    Path folder = settings.portals().resolve("entities");
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    Entities entities = EntityFiles.load(folder);
    return entities.all().stream()
        .filter(Entity::legalHold)
        .map(Entity::id)
        .collect(Collectors.toUnmodifiableSet());
  }
}
