package dev.gatehouse.retention;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files below a folder, by when they were last written. Follows no links. */
final class FileShelf implements Shelf {

  // As Gatehouse names what it has not finished writing.
  private static final Pattern UNFINISHED =
      Pattern.compile("(unfinished-.*|.*\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp)");
  private static final Pattern ATTACHMENT = Pattern.compile("\"source\" ?: ?\"([^\"/\\\\]+)\"");

  private final Kind kind;
  private final Path project;
  private final Path folder;
  private final Predicate<Path> wanted;

  private FileShelf(Kind kind, Path project, Path folder, Predicate<Path> wanted) {
    this.kind = kind;
    this.project = project;
    this.folder = folder;
    this.wanted = wanted;
  }

  /** Results and reports with their screenshots. */
  static FileShelf evidence(Path project, Path reports) {
    return new FileShelf(
        Kind.EVIDENCE, project, reports, file -> !file.equals(reports.resolve("README.md")));
  }

  /** What processes that died left in the folder of the local state. */
  static FileShelf temporary(Path project, Path state) {
    return new FileShelf(
        Kind.TEMPORARY,
        project,
        state,
        file ->
            Stream.iterate(state.relativize(file), path -> path != null, Path::getParent)
                .anyMatch(path -> UNFINISHED.matcher(path.getFileName().toString()).matches()));
  }

  @Override
  public Found look(Instant before, Set<String> held) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return new Found(kind, 0, 0, List.of(), List.of());
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(wanted)
              .sorted()
              .toList();
    }
    Set<Path> staying = kind == Kind.EVIDENCE ? staying(files, held) : Set.of();
    List<Found.Item> old = new ArrayList<>();
    List<String> told = new ArrayList<>();
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
      boolean tooOld = Files.getLastModifiedTime(file).toInstant().isBefore(before);
      if (tooOld && staying.contains(file)) {
        told.add(name(file) + " is of an entity under legal hold");
      } else if (tooOld) {
        old.add(new Found.Item(name(file), 1, Files.size(file)));
      }
    }
    return new Found(kind, files.size(), bytes, old, told);
  }

  private String name(Path file) {
    return project.relativize(file).toString().replace('\\', '/');
  }

  // A result that names a held entity stays with its attachments; a report has those of all.
  private static Set<Path> staying(List<Path> files, Set<String> held) throws IOException {
    Set<Path> staying = new HashSet<>();
    for (Path file : held.isEmpty() ? List.<Path>of() : files) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".html") || name.endsWith(".xml")) {
        staying.add(file);
      } else if (name.endsWith(".json")) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (held.stream().anyMatch(entity -> text.contains("\"" + entity + "\""))) {
          staying.add(file);
          Matcher attachment = ATTACHMENT.matcher(text);
          while (attachment.find()) {
            staying.add(file.resolveSibling(attachment.group(1)));
          }
        }
      }
    }
    return staying;
  }

  @Override
  public void remove(Found.Item item) throws IOException {
    Files.deleteIfExists(project.resolve(item.name()));
  }
}
