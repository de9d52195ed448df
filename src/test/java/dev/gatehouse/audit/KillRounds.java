package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has four processes append to one log and kills one after the other, at random moments. */
final class KillRounds implements AutoCloseable {

  private static final int WRITERS = 4;
  private static final int LONGEST_LIFE_MILLIS = 120;

  private final Path folder;
  private final Random random;
  private final List<Writer> writers = new ArrayList<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  KillRounds(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  private final class Writer {
    private final Process process;
    private final Thread reader;
    private final CountDownLatch begun = new CountDownLatch(1);

    Writer() throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xshare:auto",
                  "-cp",
                  System.getProperty("java.class.path"),
                  WriterProcess.class.getName(),
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      reader = new Thread(this::read, "reader");
      reader.start();
    }

    private void read() {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.length() == 36) {
            acknowledged.add(line);
            begun.countDown();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        begun.countDown();
      }
    }

    void kill() {
      // By its handle: a Process would close the pipe with the last acknowledgements in it.
      process.toHandle().destroyForcibly();
      try {
        process.waitFor(30, TimeUnit.SECONDS);
        reader.join(30_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Kills so many times and returns what was wrong afterwards: nothing, it is hoped. */
  List<String> run(int kills) throws IOException, InterruptedException {
    while (writers.size() < WRITERS) {
      writers.add(new Writer());
    }
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      Writer victim = writers.remove(0);
      victim.begun.await(60, TimeUnit.SECONDS);
      // The others write on meanwhile, and so does it, until some moment in the next writes.
      new CountDownLatch(1).await(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
      victim.kill();
      writers.add(new Writer());
      // While three write on.
      Verification found = Logs.verify(folder);
      found.bad().ifPresent(bad -> wrong.add("after a kill: " + bad));
    }
    close();
    wrong.addAll(atTheEnd());
    return wrong;
  }

  private List<String> atTheEnd() throws IOException {
    List<String> wrong = new ArrayList<>(Logs.findings(folder));
    // Whoever comes next cuts what is torn, and signs.
    try (AuditLog log = Logs.open(folder)) {
      log.append(Logs.entry(1));
    } catch (AuditException e) {
      wrong.add("cannot be opened again: " + e.getMessage());
    }
    Verification found = Logs.verify(folder);
    found.bad().ifPresent(bad -> wrong.add("at the end: " + bad));
    if (found.unsigned() > 0 || found.notes().stream().anyMatch(n -> n.contains("the next run"))) {
      wrong.add("not whole and signed: " + found.notes());
    }
    Set<String> lost = new HashSet<>(acknowledged);
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\d\\.jsonl")).toList()) {
        try (LineReader lines = LineReader.open(file)) {
          for (byte[] line = lines.next(); line != null; line = lines.next()) {
            Map<String, Object> entry = JsonLine.parse(line);
            lost.remove(JsonLine.text(entry, "id"));
          }
        }
      }
    }
    lost.forEach(id -> wrong.add("lost entry " + id));
    return wrong;
  }

  /** Returns how many entries were acknowledged. */
  int acknowledged() {
    return acknowledged.size();
  }

  @Override
  public void close() {
    for (Writer writer : writers) {
      writer.kill();
    }
    writers.clear();
  }
}
