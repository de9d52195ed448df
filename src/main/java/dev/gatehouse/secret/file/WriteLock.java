package dev.gatehouse.secret.file;

import dev.gatehouse.secret.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one writer at a time change a secrets file, of all threads and processes. The system frees
 * it when its holder dies. Reentrant within a thread.
 */
final class WriteLock {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(3);

  // A file lock keeps processes apart, not the threads of one; those that have several stores on
  // one file meet here. Writes are rare and short, so that one lock for all files will do.
  private static final ReentrantLock THREADS = new ReentrantLock(true);

  private final Path lockFile;
  private final Refusals refusals;
  private final Duration patience;

  WriteLock(Path secretsFile, Duration patience) {
    this.lockFile =
        secretsFile.toAbsolutePath().resolveSibling(secretsFile.getFileName() + ".lock");
    this.refusals = new Refusals(secretsFile);
    this.patience = patience;
  }

  /** Does something while holding the lock. */
  <T> T holding(Supplier<T> work) {
    if (THREADS.isHeldByCurrentThread()) {
      return work.get();
    }
    long deadline = System.nanoTime() + patience.toNanos();
    acquireThreads();
    try {
      OwnerOnly.createFolder(lockFile.resolveSibling(".").normalize());
      makeFile();
      try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
          FileLock lock = acquire(channel, deadline)) {
        assert lock.isValid();
        return work.get();
      }
    } catch (IOException e) {
      throw refusals.unwritable(lockFile, e);
    } finally {
      THREADS.unlock();
    }
  }

  private void acquireThreads() {
    try {
      if (THREADS.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw refusals.busy(patience.toSeconds());
  }

  private void makeFile() throws IOException {
    if (!Files.exists(lockFile)) {
      try {
        OwnerOnly.createFile(lockFile);
      } catch (java.nio.file.FileAlreadyExistsException e) {
        // Another was faster, which is as good.
        return;
      }
    }
  }

  private FileLock acquire(FileChannel channel, long deadline) throws IOException {
    while (true) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw refusals.busy(patience.toSeconds());
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }
}
