package dev.gatehouse.backup;

import dev.gatehouse.ledger.CarriedLedger;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.DatabaseCopy;
import dev.gatehouse.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Goes back to a backup, wholly or not at all. Every method throws {@link BackupException} when it
 * cannot, and then nothing was changed.
 */
public final class Restore {

  private static final String CHECKPOINTS = Part.AUDIT.prefix() + "checkpoints.jsonl";
  private static final String ANCHORS = Part.AUDIT.prefix() + "audit-anchors.jsonl";

  private final Project project;
  private final BackupFolder folder;
  private final Disk disk;
  private final Swap swap;

  public Restore(Project project, BackupFolder folder) {
    this(project, folder, Disk.real());
  }

  Restore(Project project, BackupFolder folder, Disk disk) {
    this.project = project;
    this.folder = folder;
    this.disk = disk;
    this.swap = new Swap(project, disk);
  }

  /**
   * What a person decided.
   *
   * @param signedBy a key's id to be trusted although this project does not know it, or empty
   * @param forgetNewer whether what was sent and refused since may be forgotten where it cannot be
   *     read
   * @param databaseInFile whether the project's database is in a file
   */
  public record Decisions(String signedBy, boolean forgetNewer, boolean databaseInFile) {}

  /**
   * Ends what another process began and did not end; returns a sentence for a person, if there was
   * anything.
   */
  public static Optional<String> recover(Project project) {
    return recover(project, Disk.real());
  }

  static Optional<String> recover(Project project, Disk disk) {
    if (!Files.exists(project.restoring())) {
      return Optional.empty();
    }
    return BackupFolder.guarded(
        project.restoring(),
        () ->
            alone(
                project,
                () ->
                    switch (new Swap(project, disk).recover()) {
                      case NOTHING -> Optional.empty();
                      case UNDONE ->
                          Optional.of(
                              "A restoration was cut short before it changed anything; what it had prepared was removed.");
                      case FINISHED ->
                          Optional.of(
                              "A restoration was cut short; it is finished now. See gatehouse backup list for the restore point made before it.");
                    }));
  }

  private static <T> T alone(Project project, BackupFolder.Work<T> work) throws IOException {
    Optional<ProjectLock> lock = ProjectLock.alone(project.state());
    if (lock.isEmpty()) {
      throw new BackupException(
          "A run or another restoration is going on in %s. Nothing was changed. Try again when it has ended."
              .formatted(project.folder()));
    }
    try (ProjectLock held = lock.get()) {
      return held.during(work);
    }
  }

  /** Returns what would be done; changes nothing. */
  public RestorePlan plan(Path file, Decisions decisions) {
    return BackupFolder.guarded(
        file,
        () -> {
          try (BackupFile backup = BackupFile.open(file, Limits.USUAL)) {
            return plan(file, backup, decisions);
          }
        });
  }

  private RestorePlan plan(Path file, BackupFile backup, Decisions decisions) throws IOException {
    List<RestorePlan.Step> steps = new ArrayList<>();
    for (Part part : Part.values()) {
      List<Manifest.Entry> there = backup.manifest().of(part);
      List<Manifest.Entry> here = here(part);
      steps.add(
          new RestorePlan.Step(
              part,
              what(part, there, here, decisions),
              there.size(),
              there.stream().mapToLong(Manifest.Entry::bytes).sum(),
              here.size(),
              here.stream().mapToLong(Manifest.Entry::bytes).sum()));
    }
    return new RestorePlan(
        new BackupInfo(
            file,
            Files.size(file),
            Optional.of(backup.manifest()),
            backup.key(),
            folder.isKnown(backup.key()),
            ""),
        steps);
  }

  private List<Manifest.Entry> here(Part part) throws IOException {
    List<Manifest.Entry> here = new ArrayList<>();
    for (Sources.Source source : Sources.of(part, project)) {
      here.add(new Manifest.Entry(source.name(), source.bytes(), Sums.of(source.file()).sha256()));
    }
    if (part == Part.DATABASE && Files.exists(project.database())) {
      here.add(new Manifest.Entry("", Files.size(project.database()), ""));
    }
    return here;
  }

  private RestorePlan.What what(
      Part part, List<Manifest.Entry> there, List<Manifest.Entry> here, Decisions decisions)
      throws IOException {
    if (there.isEmpty()) {
      return RestorePlan.What.NOT_IN_BACKUP;
    }
    if (part == Part.AUDIT) {
      return goesOn(there) ? RestorePlan.What.GOES_ON : RestorePlan.What.PUT_BESIDE;
    }
    if (part == Part.DATABASE
        && (!decisions.databaseInFile() || !there.get(0).name().endsWith(".db"))) {
      return RestorePlan.What.BY_HAND;
    }
    if (here.isEmpty()) {
      return RestorePlan.What.CREATED;
    }
    return there.equals(here) ? RestorePlan.What.SAME : RestorePlan.What.REPLACED;
  }

  // The log is only ever added to: the checkpoints of an older state are how the newer begins.
  private boolean goesOn(List<Manifest.Entry> there) throws IOException {
    Path here = project.audit().resolve("checkpoints.jsonl");
    Optional<Manifest.Entry> checkpoints =
        there.stream().filter(file -> file.name().equals(CHECKPOINTS)).findFirst();
    if (checkpoints.isEmpty() || !Files.exists(here)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(here)) {
      return Sums.copy(in, OutputStream.nullOutputStream(), checkpoints.get().bytes())
          .sha256()
          .equals(checkpoints.get().sha256());
    }
  }

  /**
   * Goes back to a backup.
   *
   * @param beforehand makes a backup of what is here, and writes down what is about to be done;
   *     called once all of the backup was read and found right, if there is anything here
   */
  public RestorePlan apply(Path file, Decisions decisions, Consumer<RestorePlan> beforehand) {
    return BackupFolder.guarded(
        project.folder(),
        () -> {
          disk.createFolder(project.state());
          return alone(project, () -> applyAlone(file, decisions, beforehand));
        });
  }

  private RestorePlan applyAlone(Path file, Decisions decisions, Consumer<RestorePlan> beforehand)
      throws IOException {
    try (BackupFile backup = BackupFile.open(file, Limits.USUAL)) {
      RestorePlan plan = plan(file, backup, decisions);
      requireTrust(plan.backup(), decisions);
      requireOwnPlaces();
      disk.createFolder(project.backups());
      backup.verify(project.backups(), disk);
      requireLedger(plan, decisions);
      if (plan.steps().stream().anyMatch(step -> step.hereFiles() > 0)) {
        beforehand.accept(plan);
      }
      swap.begin();
      List<String> targets = prepare(backup, plan, decisions);
      swap.commit(targets);
      return plan;
    }
  }

  private static void requireTrust(BackupInfo backup, Decisions decisions) {
    if (!backup.known() && !backup.key().equals(decisions.signedBy())) {
      throw new BackupException(
          "%s is signed by key %s, which this project does not know. Nothing was changed. Compare it with what \"gatehouse audit verify\" prints where the backup was made, then add: --signed-by %s"
              .formatted(backup.file(), backup.key(), backup.key()));
    }
  }

  // What is moved must be in the project itself, and on one disk, or it cannot be moved at once.
  private void requireOwnPlaces() throws IOException {
    for (String name : List.of("features", "portals", ".gatehouse")) {
      Path path = project.folder().resolve(name);
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
          || !Files.getFileStore(path).equals(Files.getFileStore(project.folder()))) {
        throw new BackupException(
            "%s is a link or on another disk than the project. Nothing was changed. Restore into an empty folder, and copy what is needed."
                .formatted(path));
      }
    }
  }

  private void requireLedger(RestorePlan plan, Decisions decisions) {
    if (plan.of(Part.DATABASE) != RestorePlan.What.REPLACED || decisions.forgetNewer()) {
      return;
    }
    try (Database present = Database.open(project.database())) {
      DatabaseCopy.rows(present);
    } catch (StorageException e) {
      throw new BackupException(
          "What was sent and refused since the backup cannot be carried over: %s Nothing was changed. To go back all the same, add --forget-newer-submissions: a form sent since may then be sent a second time."
              .formatted(e.getMessage()),
          e);
    }
  }

  private List<String> prepare(BackupFile backup, RestorePlan plan, Decisions decisions)
      throws IOException {
    List<String> targets = new ArrayList<>();
    for (RestorePlan.Step step : plan.steps()) {
      boolean comes =
          step.what() == RestorePlan.What.REPLACED || step.what() == RestorePlan.What.CREATED;
      Part part = step.part();
      Path place = swap.prepared(targets.size());
      if (comes && (part == Part.FEATURES || part == Part.PORTALS)) {
        folder(backup, part.prefix(), backup.manifest().of(part), place);
        targets.add(part.word());
      } else if (comes && part == Part.SECRETS) {
        file(backup, backup.manifest().of(part).get(0), place);
        targets.add(relative(project.secrets()));
      } else if (comes) {
        database(backup, place, step.what() == RestorePlan.What.REPLACED, decisions);
        targets.add(relative(project.database()));
      } else if (step.what() == RestorePlan.What.PUT_BESIDE) {
        audit(backup, targets);
      }
    }
    return targets;
  }

  private static String relative(Path inState) {
    return ".gatehouse/" + inState.getFileName();
  }

  private void file(BackupFile backup, Manifest.Entry entry, Path to) throws IOException {
    try (OutputStream out = disk.write(to)) {
      backup.read(entry, out);
    }
    disk.force(to);
  }

  private void folder(BackupFile backup, String prefix, List<Manifest.Entry> files, Path to)
      throws IOException {
    disk.createFolder(to);
    for (Manifest.Entry entry : files) {
      Path file = to.resolve(entry.name().substring(prefix.length())).normalize();
      if (!file.startsWith(to)) {
        // The names were checked; should that ever fail, nothing is written outside.
        throw new BackupException("\"%s\" leaves its folder".formatted(entry.name()));
      }
      disk.createFolder(Objects.requireNonNull(file.getParent(), "it is below a folder"));
      file(backup, entry, file);
    }
    List<Path> folders;
    try (Stream<Path> all = Files.walk(to)) {
      folders = all.filter(Files::isDirectory).toList();
    }
    for (Path below : folders) {
      disk.forceFolder(below);
    }
  }

  private void database(BackupFile backup, Path to, boolean replaces, Decisions decisions)
      throws IOException {
    file(backup, backup.database().orElseThrow(), to);
    backup.compareDatabase(to);
    disk.step();
    // Brings older tables up to date, and refuses newer ones.
    try (Database older = Database.open(to)) {
      if (replaces && !decisions.forgetNewer()) {
        try (Database present = Database.open(project.database())) {
          CarriedLedger.over(present, older);
        }
      }
    }
    if (replaces && decisions.forgetNewer()) {
      keepUnreadable();
    }
    disk.step();
    DatabaseCopy.intoOneFile(to);
    disk.force(to);
  }

  private void keepUnreadable() throws IOException {
    Path kept = project.state().resolve("gatehouse.db.before-restore");
    disk.delete(kept);
    try (InputStream in = Files.newInputStream(project.database());
        OutputStream out = disk.write(kept)) {
      Sums.copy(in, out, Long.MAX_VALUE);
    }
    disk.force(kept);
  }

  private void audit(BackupFile backup, List<String> targets) throws IOException {
    String name = auditFolder(backup.manifest());
    if (Files.exists(project.state().resolve(name))) {
      return;
    }
    List<Manifest.Entry> files = new ArrayList<>(backup.manifest().of(Part.AUDIT));
    Optional<Manifest.Entry> anchors =
        files.stream().filter(entry -> entry.name().equals(ANCHORS)).findFirst();
    if (anchors.isPresent()) {
      files.remove(anchors.get());
      file(backup, anchors.get(), swap.prepared(targets.size()));
      targets.add(".gatehouse/" + name + "-anchors.jsonl");
    }
    folder(backup, Part.AUDIT.prefix(), files, swap.prepared(targets.size()));
    targets.add(".gatehouse/" + name);
  }

  /** Returns the name of the folder in which a backup's log is put beside the one here. */
  public static String auditFolder(Manifest manifest) {
    return "audit-restored-"
        + manifest.created().toString().replaceAll("[.][0-9]+", "").replace(":", "");
  }
}
