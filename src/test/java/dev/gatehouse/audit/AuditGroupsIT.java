package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many writes threads need that append at once, by a disk that takes its time. */
class AuditGroupsIT {

  private static final int THREADS = 8;
  private static final int ENTRIES = 20;
  private static final long WRITE_NANOS = 20_000_000;

  @TempDir private Path temp = Path.of("replaced");

  // Without waiting for those just served, threads fall into two halves that write in turn.
  @Test
  @Tag("timed")
  void threads_that_append_at_once_share_one_write() throws InterruptedException {
    AtomicInteger writes = new AtomicInteger();
    Path folder = temp.resolve("audit");
    AuditSettings settings = AuditSettings.of(folder, "ann", "box", text -> text);
    Disk slow =
        new UnforcedDisk(
            () -> {
              writes.incrementAndGet();
              long end = System.nanoTime() + WRITE_NANOS;
              for (long left = WRITE_NANOS; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
              }
            });
    int appending;
    try (AuditLog log =
        AuditLog.open(settings, Logs.key(folder), Optional.empty(), Clock.systemUTC(), slow)) {
      log.append(Logs.entry(0));
      int before = writes.get();
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int number = t;
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < ENTRIES; i++) {
                    log.append(Logs.entry(1 + number * ENTRIES + i));
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      appending = writes.get() - before;
    }
    assertThat(appending).isBetween(ENTRIES, ENTRIES * 3 / 2);
    assertThat(Logs.verify(folder).entries()).isEqualTo(THREADS * ENTRIES + 1);
  }
}
