package dev.gatehouse.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files of a project that go into a backup as they are. */
final class Sources {

  private static final String CHECKPOINTS = "checkpoints.jsonl";

  /**
   * A file and its name in the archive.
   *
   * @param bytes how much of it; it may grow meanwhile
   */
  record Source(String name, Path file, long bytes) {}

  private Sources() {}

  /** Returns a part's files by name; none for a part that is not there. */
  static List<Source> of(Part part, Project project) throws IOException {
    return switch (part) {
      case FEATURES -> tree(part, project.folder().resolve("features"));
      case PORTALS -> tree(part, project.folder().resolve("portals"));
      case SECRETS -> one(part, project.secrets());
      case AUDIT -> audit(project);
      // It is copied by other means.
      case DATABASE -> List.of();
    };
  }

  private static List<Source> one(Part part, Path file) throws IOException {
    return Files.exists(file)
        ? List.of(source(part.prefix() + file.getFileName(), file))
        : List.of();
  }

  private static Source source(String name, Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new BackupException(
          "%s is a link or another thing than a file; a backup holds files only. Put the file itself there, or move it out of the folder."
              .formatted(file));
    }
    return new Source(name, file, Files.size(file));
  }

  private static List<Source> tree(Part part, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS)).toList();
    }
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      sources.add(source(part.prefix() + name, file));
    }
    sources.sort(Comparator.comparing(Source::name));
    return sources;
  }

  // In the order in which a verifier reads: an entry is on the disk before the checkpoint over it,
  // and that before its copy. So the copy of a log that is being written holds.
  private static List<Source> audit(Project project) throws IOException {
    Path folder = project.audit();
    List<Source> sources = new ArrayList<>();
    if (!Files.exists(project.publicKey())) {
      return sources;
    }
    Path anchors = project.state().resolve("audit-anchors.jsonl");
    if (Files.exists(anchors)) {
      sources.add(source(Part.AUDIT.prefix() + anchors.getFileName(), anchors));
    }
    for (String name : List.of(CHECKPOINTS, "public-key.pem")) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        sources.add(source(Part.AUDIT.prefix() + name, file));
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> isSegment(name(f))).sorted().toList()) {
        sources.add(source(Part.AUDIT.prefix() + name(file), file));
      }
    }
    sources.addAll(tree(folder, "torn"));
    sources.addAll(tree(folder, "timestamps"));
    return sources;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static boolean isSegment(String name) {
    return name.matches("[0-9]{4}-[0-9]{2}\\.jsonl");
  }

  private static List<Source> tree(Path log, String folder) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Source source : tree(Part.AUDIT, log.resolve(folder))) {
      String name = source.name().replaceFirst("^audit/", "audit/" + folder + "/");
      sources.add(new Source(name, source.file(), source.bytes()));
    }
    return sources;
  }
}
