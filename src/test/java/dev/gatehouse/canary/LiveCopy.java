package dev.gatehouse.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Copies a folder in which others work: what goes meanwhile is left out. */
final class LiveCopy extends SimpleFileVisitor<Path> {

  private final Path from;
  private final Path to;

  private LiveCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  static void copy(Path from, Path to) {
    try {
      Files.walkFileTree(from, new LiveCopy(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isRegularFile()) {
      Path copy = to.resolve(from.relativize(file));
      Files.createDirectories(copy.getParent());
      try (var content = Files.newInputStream(file)) {
        Files.write(copy, content.readAllBytes());
      } catch (IOException gone) {
        return FileVisitResult.CONTINUE;
      }
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException gone) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
    return FileVisitResult.CONTINUE;
  }
}
