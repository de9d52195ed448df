package dev.gatehouse.ledger;

import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Kills processes that write (SIGKILL) at random moments, and looks after each kill whether the
 * database is whole and has every row whose writing was acknowledged. A kill proves nothing about a
 * loss of power.
 */
final class Crashes {

  /** One in so many begins with a new file and is killed at any time from its start on. */
  private static final int FRESH = 4;

  private static final int LONGEST_START_MILLIS = 1_500;
  private static final int LONGEST_WRITING_MILLIS = 80;

  private final Path folder;
  private final Random random;
  private final List<String> java;
  private int files;
  private Path file;
  private long next;
  private long acknowledged;
  private int killedBeforeReady;
  private final List<String> faults = new ArrayList<>();

  Crashes(Path folder, long seed, List<String> java) {
    this.folder = folder;
    this.random = new Random(seed);
    this.java = List.copyOf(java);
    this.file = newFile();
  }

  private Path newFile() {
    next = 0;
    return folder.resolve("crash-" + ++files + ".db");
  }

  /** Kills once and looks. */
  void kill(int number) throws Exception {
    boolean fresh = number % FRESH == 0;
    if (fresh) {
      file = newFile();
    }
    List<Long> claimed = killed(fresh);
    acknowledged += claimed.size();
    next += 1_000_000;
    look(number, new HashSet<>(claimed));
  }

  private List<Long> killed(boolean fresh) throws Exception {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of(WritingProcess.class.getName(), file.toString(), "" + next));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<Long> claimed = new ArrayList<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      if (!fresh) {
        claimed.add(number(output.readLine()));
      }
      int millis = random.nextInt(fresh ? LONGEST_START_MILLIS : LONGEST_WRITING_MILLIS);
      // The process's own way to be killed would throw away what it has printed.
      CompletableFuture<Boolean> kill =
          CompletableFuture.supplyAsync(
              process.toHandle()::destroyForcibly,
              CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
      output.lines().filter(line -> !line.isEmpty()).map(Crashes::number).forEach(claimed::add);
      kill.join();
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }
    killedBeforeReady += claimed.isEmpty() ? 1 : 0;
    return claimed;
  }

  private static long number(String line) {
    return Long.parseLong(String.valueOf(line));
  }

  private void look(int kill, Set<Long> claimed) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (Database database = Database.open(file)) {
      String integrity =
          database.read(
              c -> Rows.first(c, "PRAGMA integrity_check", row -> row.getString(1)).orElse(""));
      if (!integrity.equals("ok")) {
        faults.add("kill " + kill + ": " + integrity);
      }
      Set<String> there =
          new HashSet<>(
              database.read(
                  c ->
                      Rows.all(
                          c, "SELECT content_digest FROM submission", row -> row.getString(1))));
      claimed.stream()
          .filter(number -> !there.contains("no " + number))
          .forEach(number -> faults.add("kill " + kill + ": lost " + number));
    }
  }

  /** Returns what was wrong after a kill, a line each. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** Returns how many rows were acknowledged before the kills. */
  long acknowledged() {
    return acknowledged;
  }

  /** Returns how many were killed before their first row, so in the JVM's or the tables' making. */
  int killedBeforeReady() {
    return killedBeforeReady;
  }
}
