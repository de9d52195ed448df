package dev.gatehouse.audit;

import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies entries to the database in the background, soon after they are on the disk. When that
 * fails, the log goes on: it is told once, tried again with the next entries, and what is missing
 * is filled in by whoever copies next. Thread-safe.
 */
final class DatabaseCopy implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DatabaseCopy.class);

  // Entries of half a second share a transaction: each costs the disk what an entry costs.
  private static final long PAUSE_MILLIS = 500;
  private static final long LAST_SECONDS = 10;

  private final Path folder;
  private final Supplier<Database> database;
  private final String id;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "audit-database");
            made.setDaemon(true);
            return made;
          });
  private String segment = "";
  private long bytes;
  private boolean waits;
  private @Nullable Future<?> next;
  private boolean closed;
  private boolean told;

  DatabaseCopy(Path folder, Supplier<Database> database, String id) {
    this.folder = folder;
    this.database = database;
    this.id = id;
  }

  /** Has everything copied up to that, which is on the disk. */
  synchronized void upTo(String ofSegment, long ofBytes) {
    segment = ofSegment;
    bytes = ofBytes;
    if (!waits && !closed) {
      waits = true;
      next = thread.schedule(this::copy, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void copy() {
    String toSegment;
    long toBytes;
    synchronized (this) {
      waits = false;
      toSegment = segment;
      toBytes = bytes;
    }
    try {
      new EntryTable(folder, database.get(), id).catchUp(toSegment, toBytes);
      told = false;
    } catch (StorageException | IOException | IllegalArgumentException e) {
      // Interrupted, it was told by whoever had no more time.
      if (!told && !Thread.currentThread().isInterrupted()) {
        told = true;
        log.warn(
            "Entries of the audit log are not in the database: {} The log itself is whole; the next run that can fills them in.",
            e.getMessage());
      }
    }
  }

  /** Copies the rest, for some seconds at most. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (waits && next != null && next.cancel(false)) {
        // Nobody is kept waiting for the pause.
        thread.execute(this::copy);
      }
      thread.shutdown();
    }
    try {
      if (!thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
        log.warn(
            "The last entries of the audit log are not in the database yet; the next run fills them in");
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
