package dev.gatehouse.backup;

import dev.gatehouse.audit.SignedObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A project's backups: a folder of archives. Several processes may use it; one writes at a time.
 * Every method throws {@link BackupException} when the folder cannot be read or written.
 */
public final class BackupFolder {

  static final String UNFINISHED = "unfinished-";

  private static final String PREFIX = "gatehouse-";
  private static final String SUFFIX = ".zip";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Project project;
  private final Clock clock;
  private final Disk disk;

  public BackupFolder(Project project, Clock clock) {
    this(project, clock, Disk.real());
  }

  BackupFolder(Project project, Clock clock, Disk disk) {
    this.project = project;
    this.clock = clock;
    this.disk = disk;
  }

  /** Something that reads or writes files. */
  interface Work<T> {
    T run() throws IOException;
  }

  static <T> T guarded(Path where, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new BackupException(
          "%s: %s, %s. Make it readable and writable or free space on its disk, then try again."
              .formatted(where, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  /**
   * Makes a backup, reads it back, and then gives it its name.
   *
   * @param signer signs its manifest with the audit log's key
   */
  public BackupInfo create(
      BackupRequest request,
      DatabaseSource database,
      Function<Map<String, Object>, byte[]> signer) {
    return guarded(project.backups(), () -> alone(() -> write(request, database, signer)));
  }

  private BackupInfo write(
      BackupRequest request, DatabaseSource database, Function<Map<String, Object>, byte[]> signer)
      throws IOException {
    removeUnfinished();
    Path unfinished = project.backups().resolve(UNFINISHED + UUID.randomUUID());
    Instant now = clock.instant();
    try {
      new BackupWriter(project, database, disk).write(unfinished, request, now, signer);
      try (BackupFile file = BackupFile.open(unfinished, Limits.USUAL)) {
        file.verify(project.backups(), disk);
      }
      Path named = free(now);
      disk.move(unfinished, named);
      disk.forceFolder(project.backups());
      return info(named);
    } catch (IllegalArgumentException e) {
      throw new BackupException(
          "No backup was made: %s. Give the file another name.".formatted(e.getMessage()), e);
    } finally {
      disk.delete(unfinished);
    }
  }

  private <T> T alone(Work<T> work) throws IOException {
    disk.createFolder(project.backups());
    Optional<ProjectLock> lock = ProjectLock.alone(project.backups());
    if (lock.isEmpty()) {
      throw new BackupException(
          "Another backup is being written to %s. Try again when it has ended."
              .formatted(project.backups()));
    }
    try (ProjectLock held = lock.get()) {
      return held.during(work);
    }
  }

  // Whoever wrote them is dead: one writes at a time.
  private void removeUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(project.backups())) {
      for (Path file : files.toList()) {
        if (String.valueOf(file.getFileName()).startsWith(UNFINISHED)) {
          disk.delete(file);
        }
      }
    }
  }

  private Path free(Instant now) {
    String stamp = PREFIX + STAMP.format(now);
    Path file = project.backups().resolve(stamp + SUFFIX);
    for (int i = 2; Files.exists(file); i++) {
      file = project.backups().resolve(stamp + "-" + i + SUFFIX);
    }
    return file;
  }

  /** Returns the backups there are, the newest first. */
  public List<BackupInfo> list() {
    if (!Files.isDirectory(project.backups())) {
      return List.of();
    }
    List<Path> files = guarded(project.backups(), this::files);
    return files.stream()
        .map(this::info)
        .sorted(Comparator.comparing(BackupFolder::created).reversed())
        .toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(project.backups())) {
      return all.filter(
              file -> {
                String name = String.valueOf(file.getFileName());
                return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
              })
          .sorted()
          .toList();
    }
  }

  private static Instant created(BackupInfo backup) {
    return backup.manifest().map(Manifest::created).orElse(Instant.EPOCH);
  }

  /** Returns a file a person named: a path, or the name of one of the backups. */
  public Path named(String name) {
    Path path = project.folder().resolve(name);
    Path here = project.backups().resolve(name);
    return !Files.exists(path) && Files.exists(here) ? here : path;
  }

  /** Reads what a backup says of itself; does not read all of it. */
  public BackupInfo info(Path file) {
    long bytes = guarded(file, () -> Files.exists(file) ? Files.size(file) : 0L);
    try (BackupFile opened = BackupFile.open(file, Limits.USUAL)) {
      return info(file, bytes, opened);
    } catch (IOException | BackupException e) {
      return new BackupInfo(
          file, bytes, Optional.empty(), "", false, String.valueOf(e.getMessage()));
    }
  }

  private BackupInfo info(Path file, long bytes, BackupFile opened) {
    return new BackupInfo(
        file, bytes, Optional.of(opened.manifest()), opened.key(), isKnown(opened.key()), "");
  }

  boolean isKnown(String key) {
    return guarded(
        project.publicKey(),
        () -> {
          try {
            return Files.exists(project.publicKey())
                && SignedObject.isAmong(
                    key, Files.readString(project.publicKey(), StandardCharsets.ISO_8859_1));
          } catch (IllegalArgumentException e) {
            return false;
          }
        });
  }

  /**
   * Reads all of a backup: every sum, the signature, the database and its rows.
   *
   * @throws BackupException when it is not as it was written
   */
  public BackupInfo verify(Path file) {
    return guarded(
        file,
        () -> {
          Path scratch = Files.createTempDirectory("gatehouse-verify-");
          try (BackupFile opened = BackupFile.open(file, Limits.USUAL)) {
            opened.verify(scratch, disk);
            return info(file, Files.size(file), opened);
          } finally {
            disk.delete(scratch);
          }
        });
  }

  /**
   * Returns the backups to be removed: all but the newest so many, and those made before a time;
   * never the newest that can be read.
   */
  public List<BackupInfo> surplus(int keep, Instant oldest) {
    List<BackupInfo> readable =
        list().stream().filter(backup -> backup.manifest().isPresent()).toList();
    List<BackupInfo> surplus = new ArrayList<>();
    for (int i = 1; i < readable.size(); i++) {
      if (i >= keep || created(readable.get(i)).isBefore(oldest)) {
        surplus.add(readable.get(i));
      }
    }
    return surplus;
  }

  /** Removes a backup. */
  public void remove(BackupInfo backup) {
    guarded(
        backup.file(),
        () -> {
          disk.delete(backup.file());
          return backup;
        });
  }
}
