package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has one call of a log's life go wrong, and looks at what is left. */
final class FaultRound {

  private final Path folder;
  private final FaultyDisk disk;
  private final List<UUID> acknowledged = new ArrayList<>();

  FaultRound(Path folder, int chosen, FaultyDisk.Fault fault) {
    this.folder = folder;
    this.disk = new FaultyDisk(chosen, fault);
  }

  /** Returns how many calls there were. */
  int calls() {
    return disk.calls();
  }

  /**
   * Writes a log with a torn end, some more entries with the fault, then some more without.
   *
   * @return what is wrong then; empty when nothing is
   */
  List<String> run() throws IOException {
    MutableClock clock = new MutableClock(Instant.parse("2026-11-30T23:00:00Z"));
    try (AuditLog log = Logs.open(folder, clock)) {
      append(log, 1);
      append(log, 2);
    }
    Files.writeString(folder.resolve("2026-11.jsonl"), "{\"action\"", StandardOpenOption.APPEND);
    faulty(clock);
    clock.set(Instant.parse("2026-12-02T00:00:00Z"));
    List<String> wrong = new ArrayList<>();
    try (AuditLog log = Logs.open(folder, clock)) {
      append(log, 9);
    } catch (AuditException e) {
      wrong.add("cannot be opened again: " + e.getMessage());
    }
    wrong.addAll(Logs.findings(folder));
    String written = text("2026-11.jsonl") + text("2026-12.jsonl");
    for (UUID id : acknowledged) {
      if (!written.contains("\"id\":\"" + id + "\"")) {
        wrong.add("lost entry " + id);
      }
    }
    return wrong;
  }

  private void faulty(MutableClock clock) {
    AuditLog log = null;
    AuditSettings settings = Logs.settings(folder).withCheckpoints(2, Duration.ofHours(1));
    try {
      log = AuditLog.open(settings, Logs.key(folder), Optional.empty(), clock, disk);
      append(log, 3);
      append(log, 4);
      clock.set(Instant.parse("2026-12-01T00:00:00Z"));
      append(log, 5);
      append(log, 6);
      append(log, 7);
    } catch (AuditException | FaultyDisk.Died expected) {
      // What counts is what is on the disk afterwards.
    } finally {
      close(log);
    }
  }

  private static void close(@Nullable AuditLog log) {
    try {
      if (log != null) {
        log.close();
      }
    } catch (AuditException | FaultyDisk.Died expected) {
      // The same.
    }
  }

  private void append(AuditLog log, int number) {
    AuditEntry entry = Logs.entry(number);
    log.append(entry);
    acknowledged.add(entry.id());
  }

  private String text(String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.exists(path) ? Files.readString(path, StandardCharsets.UTF_8) : "";
  }
}
