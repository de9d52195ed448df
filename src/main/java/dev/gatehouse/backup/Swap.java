package dev.gatehouse.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts prepared files and folders in the places of others, all or none, also when the process dies
 * on the way. All is prepared beside first; a journal that is written last says that it is
 * complete. Before the journal is there, {@link #recover} throws away what was prepared; from then
 * on it goes on to the end. Used by whoever has the project alone.
 */
final class Swap {

  /** What became of what another process left. */
  enum Recovery {
    NOTHING,
    UNDONE,
    FINISHED
  }

  private static final String HEAD = "gatehouse restore 1";

  // What is read from the journal is moved about: only these.
  private static final Pattern TARGET =
      Pattern.compile(
          "features|portals|\\.gatehouse/(secrets\\.ghs|gatehouse\\.db"
              + "|audit-restored-[0-9TZ-]+(-anchors\\.jsonl)?)");

  private final Project project;
  private final Disk disk;

  Swap(Project project, Disk disk) {
    this.project = project;
    this.disk = disk;
  }

  private Path fresh() {
    return project.restoring().resolve("new");
  }

  private Path old() {
    return project.restoring().resolve("old");
  }

  private Path journal() {
    return project.restoring().resolve("journal");
  }

  /** Makes the folder in which all is prepared. */
  void begin() throws IOException {
    for (Path path : names(project.state())) {
      if (String.valueOf(path.getFileName()).startsWith(BackupFolder.UNFINISHED)) {
        disk.delete(path);
      }
    }
    disk.createFolder(fresh());
    disk.createFolder(old());
  }

  private static List<Path> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Returns where the one of that number, from 0, is prepared. */
  Path prepared(int number) {
    return fresh().resolve(String.valueOf(number));
  }

  /**
   * Puts all in place; what is prepared must be on the disk.
   *
   * @param targets relative to the project's folder, in the order of their numbers
   */
  void commit(List<String> targets) throws IOException {
    Path unfinished = project.restoring().resolve("journal.unfinished");
    try (OutputStream out = disk.write(unfinished)) {
      String text = HEAD + "\n" + String.join("\n", targets) + "\n";
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    disk.force(unfinished);
    disk.forceFolder(fresh());
    disk.forceFolder(project.state());
    disk.move(unfinished, journal());
    disk.forceFolder(project.restoring());
    finish(targets);
  }

  /** Ends what another process began and did not end. */
  Recovery recover() throws IOException {
    if (!Files.exists(project.restoring())) {
      return Recovery.NOTHING;
    }
    if (!Files.exists(journal())) {
      throwAway();
      return Recovery.UNDONE;
    }
    List<String> lines = Files.readAllLines(journal(), StandardCharsets.UTF_8);
    List<String> targets = lines.subList(Math.min(1, lines.size()), lines.size());
    boolean ours =
        !lines.isEmpty()
            && lines.get(0).equals(HEAD)
            && targets.stream().allMatch(target -> TARGET.matcher(target).matches());
    if (!ours) {
      throw new BackupException(
          "%s was changed by something else than Gatehouse. Nothing was done. What was there before is in %s, what was to come in %s."
              .formatted(journal(), old(), fresh()));
    }
    finish(targets);
    return Recovery.FINISHED;
  }

  private void finish(List<String> targets) throws IOException {
    for (int i = 0; i < targets.size(); i++) {
      if (Files.exists(prepared(i))) {
        place(i, project.folder().resolve(targets.get(i)));
      }
    }
    throwAway();
  }

  // Each step can be done again: what is prepared is there until it is in its place.
  private void place(int number, Path target) throws IOException {
    Path folder = Objects.requireNonNull(target.getParent(), "a target has a folder");
    if (target.equals(project.database())) {
      // They belong to the file that goes.
      for (String beside : List.of("-wal", "-shm", "-journal")) {
        disk.delete(target.resolveSibling(target.getFileName() + beside));
      }
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      disk.move(target, old().resolve(number + "." + UUID.randomUUID()));
    }
    disk.move(prepared(number), target);
    disk.forceFolder(folder);
    disk.forceFolder(fresh());
  }

  // Gone at once, then in peace.
  private void throwAway() throws IOException {
    Path gone = project.state().resolve(BackupFolder.UNFINISHED + UUID.randomUUID());
    disk.move(project.restoring(), gone);
    disk.forceFolder(project.state());
    disk.delete(gone);
  }
}
