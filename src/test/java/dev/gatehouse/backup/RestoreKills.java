package dev.gatehouse.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A project with a backup to go back to, and what it may look like after a restoration was killed:
 * as before, or as the restoration leaves it.
 */
final class RestoreKills {

  private final Path folder;
  private final BackupInfo backup;
  private final Map<String, String> old;
  private final Map<String, String> expectedNew;
  private int oldCount;
  private int newCount;

  RestoreKills(Path folder) throws IOException {
    this.folder = folder;
    SampleProject project = new SampleProject(folder).fill("old");
    project.send("one");
    Map<String, String> before = project.state();
    // Beside the others, which restoring and looking may remove.
    this.backup = moved(project.backUp());
    become(project);
    this.old = project.state();
    this.expectedNew = new TreeMap<>(before);
    expectedNew.put("submission", String.valueOf(old.get("submission")));
  }

  private static BackupInfo moved(BackupInfo made) throws IOException {
    Path kept = made.file().resolveSibling("kept.zip");
    Files.move(made.file(), kept);
    return new BackupInfo(kept, made.bytes(), made.manifest(), made.key(), made.known(), "");
  }

  private static void become(SampleProject project) throws IOException {
    project.fill("new");
    Files.deleteIfExists(project.project().folder().resolve("features/old.feature"));
    project.send("two");
  }

  Project project() {
    return new Project(folder);
  }

  BackupInfo backup() {
    return backup;
  }

  Map<String, String> expectedNew() {
    return expectedNew;
  }

  int oldCount() {
    return oldCount;
  }

  int newCount() {
    return newCount;
  }

  /**
   * Recovers as the next command does, and refuses what is neither old nor new; then makes the
   * project what it was.
   */
  Optional<String> check(int point) throws IOException {
    Optional<String> told = Restore.recover(project());
    SampleProject project = new SampleProject(folder);
    Map<String, String> found = project.state();
    if (found.equals(old)) {
      oldCount++;
    } else if (found.equals(expectedNew)) {
      newCount++;
      become(project);
      if (!project.state().equals(old)) {
        throw new AssertionError("not made what it was: " + project.state());
      }
    } else {
      throw new AssertionError("a mixture after dying at operation %d: %s".formatted(point, found));
    }
    if (Files.exists(project().restoring())) {
      throw new AssertionError("something is left after dying at operation " + point);
    }
    clearBackups();
    return told;
  }

  private void clearBackups() throws IOException {
    try (Stream<Path> files = Files.list(project().backups())) {
      for (Path file : files.toList()) {
        if (!file.endsWith("kept.zip") && !file.endsWith("in-use.lock")) {
          Files.delete(file);
        }
      }
    }
  }
}
