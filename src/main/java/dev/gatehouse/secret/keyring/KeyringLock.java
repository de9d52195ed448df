package dev.gatehouse.secret.keyring;

import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
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
 * Lets one at a time change the keyring's secrets, of all threads and processes of a user; keyrings
 * have no lock of their own. The system frees it when its holder dies.
 */
final class KeyringLock {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(5);

  // A file lock keeps processes apart, not the threads of one.
  private static final ReentrantLock THREADS = new ReentrantLock(true);

  private final Path file;

  KeyringLock(Path file) {
    this.file = file.toAbsolutePath();
  }

  <T> T holding(Supplier<T> work) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    acquireThreads();
    try {
      Files.createDirectories(file.resolveSibling(".").normalize());
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = acquire(channel, deadline)) {
        assert lock.isValid();
        return work.get();
      }
    } catch (IOException e) {
      throw new SecretStoreException(
          Kind.UNUSABLE,
          "%s cannot be locked (%s). Look at the folder's permissions and the free space of the disk."
              .formatted(file, e.getClass().getSimpleName()),
          e);
    } finally {
      THREADS.unlock();
    }
  }

  private void acquireThreads() {
    try {
      if (THREADS.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw busy();
  }

  private FileLock acquire(FileChannel channel, long deadline) throws IOException {
    while (true) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
        throw busy();
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  private SecretStoreException busy() {
    return new SecretStoreException(
        Kind.TIMED_OUT,
        "Another Gatehouse has been changing the keyring for more than %d s (it holds %s). Look whether one hangs, then try again."
            .formatted(PATIENCE.toSeconds(), file));
  }
}
