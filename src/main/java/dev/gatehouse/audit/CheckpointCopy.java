package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A place checkpoints are copied to, best on another machine: against a copy of it shows what was
 * cut off or put back here. Called by one thread at a time, after the checkpoint was written; a
 * failure is logged and stops nothing.
 */
@FunctionalInterface
public interface CheckpointCopy {

  /**
   * Copies a checkpoint.
   *
   * @param number its number
   * @param line its line, without a line feed
   */
  void copy(long number, String line) throws IOException;

  /** A folder, of another machine say, that gets a file for each checkpoint; none is replaced. */
  static CheckpointCopy toFolder(Path folder) {
    return (number, line) -> {
      Files.createDirectories(folder);
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      Path file = folder.resolve(TimeStamps.name(number, line) + ".jsonl");
      if (!Files.exists(file)) {
        RealDisk.INSTANCE.writeWhole(file, bytes);
      }
    };
  }

  /** A command that gets each checkpoint on its standard input and ends with 0 within 30 s. */
  static CheckpointCopy toCommand(List<String> command) {
    return (number, line) -> {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        try (var in = process.getOutputStream()) {
          in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          throw new IOException(command.get(0) + " did not end within 30 s");
        }
        if (process.exitValue() != 0) {
          throw new IOException(command.get(0) + " ended with " + process.exitValue());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(command.get(0) + " was interrupted", e);
      } finally {
        process.destroyForcibly();
      }
    };
  }
}
