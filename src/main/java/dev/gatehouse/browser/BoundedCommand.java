package dev.gatehouse.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A command that is stopped, with everything it started, when its time is up. */
final class BoundedCommand {

  private final ProcessBuilder command;
  private final Duration limit;

  BoundedCommand(ProcessBuilder command, Duration limit) {
    this.command = command;
    this.limit = limit;
  }

  /**
   * Runs it and tells each line it prints, on another thread than the caller's.
   *
   * @return whether it ended by itself and well
   */
  boolean run(Consumer<String> tell) {
    String name = String.join(" ", command.command());
    Process process;
    try {
      process = command.redirectErrorStream(true).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      tell.accept(name + " cannot be started: " + e.getMessage());
      return false;
    }
    FutureTask<Boolean> output = new FutureTask<>(() -> tellLines(process, tell), true);
    Thread reader = new Thread(output, "command-output");
    reader.setDaemon(true);
    reader.start();
    try {
      output.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return process.waitFor() == 0;
    } catch (TimeoutException e) {
      tell.accept(name + " was stopped: it took longer than " + limit.toMillis() / 1000.0 + " s.");
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + ": its output could not be told", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void tellLines(Process process, Consumer<String> tell) {
    try (BufferedReader lines = process.inputReader(Charset.defaultCharset())) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (!line.isBlank()) {
          tell.accept(line.strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
