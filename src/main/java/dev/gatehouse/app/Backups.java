package dev.gatehouse.app;

import dev.gatehouse.audit.AuditEntry;
import dev.gatehouse.audit.AuditException;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.backup.BackupException;
import dev.gatehouse.backup.BackupFolder;
import dev.gatehouse.backup.BackupInfo;
import dev.gatehouse.backup.BackupRequest;
import dev.gatehouse.backup.DatabaseSource;
import dev.gatehouse.backup.Destination;
import dev.gatehouse.backup.Project;
import dev.gatehouse.backup.Restore;
import dev.gatehouse.backup.RestorePlan;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.storage.DatabaseAddress;
import dev.gatehouse.storage.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A project's backups, wired to its database and its audit log: what is made, restored or removed
 * is written down there. Every method throws {@link BackupException} when it cannot, {@link
 * dev.gatehouse.audit.AuditException} when it cannot be written down, {@link StorageException} when
 * the database cannot be used.
 */
public final class Backups {

  private static final Logger log = LoggerFactory.getLogger(Backups.class);
  private static final String RESTORE = "restore-backup";
  private static final String ASKED_FOR = "asked for";

  private final Settings settings;
  private final Clock clock;
  private final ProjectAudit audit;
  private final Project project;
  private final BackupFolder folder;

  /**
   * @param prompt asks for what opens the secret store, where the audit log's key is there
   */
  public Backups(Settings settings, Clock clock, HiddenPrompt prompt) {
    this.settings = settings;
    this.clock = clock;
    this.audit = new ProjectAudit(settings, clock, prompt);
    this.project = new Project(settings.project());
    this.folder = new BackupFolder(project, clock);
  }

  /**
   * What was made, and what became of the others.
   *
   * @param backup the backup
   * @param copies where it was copied to
   * @param failures which copies failed, and why
   * @param removed older backups that went
   */
  public record Made(
      BackupInfo backup, List<String> copies, List<String> failures, List<BackupInfo> removed) {
    public Made {
      copies = List.copyOf(copies);
      failures = List.copyOf(failures);
      removed = List.copyOf(removed);
    }
  }

  /** Ends a restoration that a killed process left; returns a sentence for a person, if it did. */
  public static Optional<String> recover(Settings settings) {
    return Restore.recover(new Project(settings.project()));
  }

  /**
   * Makes a backup, copies it, and removes those that are too many or too old.
   *
   * @param sessions whether kept sessions are in it
   * @param database whether the database is in it
   */
  public Made create(boolean sessions, boolean database, List<Destination> destinations) {
    Keeping keeping = settings.keeping();
    if (database && settings.databaseAddress() instanceof DatabaseAddress.Server server) {
      throw new BackupException(
          "The database is on a server, %s, and not in these backups. No backup was made. Have it backed up there (pg_dump --format=custom --file=gatehouse.dump ...), and add --without-database for the rest."
              .formatted(server));
    }
    try (AuditLog log = audit.open()) {
      BackupInfo made = write(log, ASKED_FOR, sessions, database);
      List<String> copies = new ArrayList<>();
      List<String> failures = new ArrayList<>();
      for (Destination destination : destinations) {
        try {
          copies.add(destination.copy(made.file()));
        } catch (BackupException e) {
          failures.add(String.valueOf(e.getMessage()));
        }
      }
      List<BackupInfo> removed =
          folder.surplus(keeping.backupCount(), Keeping.before(keeping.backups(), clock.instant()));
      if (!removed.isEmpty()) {
        log.append(
            audit.entry(
                "remove-backups",
                Map.of("files", removed.stream().map(BackupInfo::name).toList())));
        removed.forEach(folder::remove);
      }
      return new Made(made, copies, failures, removed);
    }
  }

  /**
   * Returns the newest backup that was asked for since a time, has what is wanted, is signed by the
   * project's key and holds; reads all of it. One that says it is of the future does not count: a
   * clock was wrong.
   */
  public Optional<BackupInfo> since(Instant time, boolean sessions, boolean database) {
    for (BackupInfo backup : list()) {
      boolean wanted =
          backup.known()
              && backup
                  .manifest()
                  .filter(has -> has.reason().equals(ASKED_FOR))
                  .filter(has -> !sessions || has.sessions())
                  .filter(has -> !database || has.schema() > 0 || !hasDatabase())
                  .filter(has -> !has.created().isBefore(time))
                  .filter(has -> !has.created().isAfter(clock.instant()))
                  .isPresent();
      if (wanted && holds(backup)) {
        return Optional.of(backup);
      }
    }
    return Optional.empty();
  }

  private boolean hasDatabase() {
    return !(settings.databaseAddress() instanceof DatabaseAddress.File file)
        || Files.exists(file.path());
  }

  private boolean holds(BackupInfo backup) {
    try {
      return folder.verify(backup.file()).known();
    } catch (BackupException e) {
      log.warn("{} is not counted: {}", backup.name(), e.getMessage());
      return false;
    }
  }

  private BackupInfo write(AuditLog log, String reason, boolean sessions, boolean database) {
    BackupInfo made =
        folder.create(
            new BackupRequest(
                reason,
                sessions,
                database,
                Versions.gatehouse(),
                MachineName.of(settings.variables())),
            source(),
            log::signed);
    log.append(
        audit.entry(
            "make-backup", Map.of("file", made.name(), "bytes", made.bytes(), "reason", reason)));
    return made;
  }

  private DatabaseSource source() {
    return settings.databaseAddress() instanceof DatabaseAddress.File file
        ? DatabaseSource.file(file.path())
        : DatabaseSource.none();
  }

  /** Returns the backups there are, the newest first. */
  public List<BackupInfo> list() {
    return folder.list();
  }

  /** Returns the file a person named: a path, or the name of one of the backups. */
  public Path named(String name) {
    return folder.named(name);
  }

  /** Reads all of a backup, and returns what it says of itself. */
  public BackupInfo verify(Path file) {
    return folder.verify(file);
  }

  /** Returns what going back would do; changes nothing. */
  public RestorePlan plan(Path file, String signedBy) {
    return new Restore(project, folder).plan(file, decisions(signedBy, false));
  }

  private Restore.Decisions decisions(String signedBy, boolean forgetNewer) {
    return new Restore.Decisions(
        signedBy, forgetNewer, settings.databaseAddress() instanceof DatabaseAddress.File);
  }

  /**
   * What was done.
   *
   * @param plan what became of each part
   * @param restorePoint the backup of what was there, if anything was
   */
  public record Restored(RestorePlan plan, Optional<BackupInfo> restorePoint) {}

  /**
   * Goes back to a backup, wholly or not at all; first makes a backup of what is there.
   *
   * @param signedBy a key to trust although the project does not know it, or empty
   * @param forgetNewer whether what was sent since may be forgotten where it cannot be read
   */
  public Restored restore(Path file, String signedBy, boolean forgetNewer) {
    List<BackupInfo> points = new ArrayList<>();
    Restore restore = new Restore(project, folder);
    RestorePlan plan;
    try {
      plan =
          restore.apply(
              file,
              decisions(signedBy, forgetNewer),
              planned -> {
                // Written down beforehand: an older copy of the secrets may not open the log.
                try (AuditLog log = audit.open()) {
                  points.add(
                      write(log, "before restoring " + file.getFileName(), true, !forgetNewer));
                  log.append(restoring(planned, forgetNewer));
                }
              });
    } catch (BackupException e) {
      if (!points.isEmpty()) {
        failed(file, e);
      }
      throw e;
    }
    if (points.isEmpty()) {
      try (AuditLog log = audit.open()) {
        log.append(restoring(plan, forgetNewer));
      }
    }
    return new Restored(plan, points.stream().findFirst());
  }

  private AuditEntry restoring(RestorePlan plan, boolean forgetNewer) {
    return audit.entry(
        RESTORE,
        Map.of(
            "file", plan.backup().name(),
            "made", plan.backup().manifest().orElseThrow().created().toString(),
            "signed-by", plan.backup().key(),
            "forgot-newer", forgetNewer));
  }

  // Nothing was changed, and the log says that it was about to be.
  private void failed(Path file, BackupException why) {
    try (AuditLog log = audit.open()) {
      log.append(
          audit.entry(
              RESTORE,
              "",
              String.valueOf(why.getMessage()),
              Map.of("file", String.valueOf(file.getFileName()))));
    } catch (AuditException e) {
      why.addSuppressed(e);
    }
  }
}
