package dev.gatehouse.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of one process write a log at a time. A file's lock keeps out other processes but
 * not other threads, and closing any channel of the file gives it up for the whole process (POSIX);
 * so one mutex a folder stands before it, and the file is closed under that as well. Thread-safe.
 */
final class LogLock implements Closeable {

  // Static because the process has one file lock, however many logs are open in it.
  private static final Map<Path, ReentrantLock> MUTEXES = new ConcurrentHashMap<>();

  private final ReentrantLock mutex;
  private final Disk.Open file;

  private LogLock(ReentrantLock mutex, Disk.Open file) {
    this.mutex = mutex;
    this.file = file;
  }

  /** Returns the lock of an existing folder. */
  static LogLock of(Disk disk, Path folder) throws IOException {
    ReentrantLock mutex =
        MUTEXES.computeIfAbsent(folder.toRealPath(), real -> new ReentrantLock(true));
    return new LogLock(mutex, disk.open(folder.resolve("lock")));
  }

  /** Something done while holding the lock. */
  interface Work {
    void run() throws IOException;
  }

  /** Does the work while nobody else in this or another process does any. */
  void hold(Work work) throws IOException {
    mutex.lock();
    try {
      Closeable held = file.lock();
      try {
        work.run();
      } finally {
        held.close();
      }
    } finally {
      mutex.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    mutex.lock();
    try {
      file.close();
    } finally {
      mutex.unlock();
    }
  }
}
