package dev.gatehouse.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies a folder in which others work: what goes meanwhile is left out. */
final class LiveCopy {

  private LiveCopy() {}

  // By another process: whoever closes a database's file gives up every lock its process has on it.
  static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      int ignored =
          new ProcessBuilder("cp", "-R", from.toString(), to.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
