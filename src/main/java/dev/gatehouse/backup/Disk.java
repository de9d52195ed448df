package dev.gatehouse.backup;

import dev.gatehouse.secret.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Every change that backups make to files, one operation after the other, so that a test can have
 * the process die before any of them. Thread-safe as far as what it calls is.
 */
final class Disk {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  // A writer of ZIP files writes byte by byte.
  private static final int BUFFER_BYTES = 1 << 16;

  private final Runnable before;

  /**
   * @param before runs before each operation
   */
  Disk(Runnable before) {
    this.before = before;
  }

  static Disk real() {
    return new Disk(() -> {});
  }

  /** Says that something is about to change files that this class does not change itself. */
  void step() {
    before.run();
  }

  void createFolder(Path folder) throws IOException {
    before.run();
    OwnerOnly.createFolder(folder);
  }

  /** Makes an empty file for its owner alone. */
  void createFile(Path file) throws IOException {
    before.run();
    OwnerOnly.createFile(file);
  }

  /** Makes a file for its owner alone, to be written; each writing is an operation. */
  OutputStream write(Path file) throws IOException {
    createFile(file);
    OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE);
    return new BufferedOutputStream(new Steps(out), BUFFER_BYTES);
  }

  private final class Steps extends FilterOutputStream {

    Steps(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      before.run();
      out.write(bytes, from, count);
    }
  }

  /** Returns when what was written to a file is on the disk. */
  void force(Path file) throws IOException {
    before.run();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Returns when the names in a folder are on the disk. Windows cannot, and need not. */
  void forceFolder(Path folder) throws IOException {
    before.run();
    if (POSIX) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Moves a file or folder within a file system, at once; a file there is replaced. */
  void move(Path from, Path to) throws IOException {
    before.run();
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes a file, or a folder with all that is in it; follows no link. */
  void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            before.run();
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            before.run();
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
