package dev.gatehouse.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file beside its place and then moves it there. */
final class Atomically {

  /** Writes the content. */
  @FunctionalInterface
  interface Content {
    void to(OutputStream out) throws IOException;
  }

  private static final int BUFFER_BYTES = 1 << 16;

  private Atomically() {}

  static void write(Path file, Content content) throws IOException {
    Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW), BUFFER_BYTES)) {
        content.to(out);
      }
      try {
        Files.move(
            beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
