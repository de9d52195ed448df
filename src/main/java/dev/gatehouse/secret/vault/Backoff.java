package dev.gatehouse.secret.vault;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The pauses between attempts at one thing: each about twice the one before, spread by chance so
 * that many clients do not come back at once, up to a longest, and none that would end after the
 * total is over. For one thread.
 */
final class Backoff {

  private final long end;
  private final long longestNanos;
  private long nextNanos;

  Backoff(Duration first, Duration longest, Duration total) {
    this.end = System.nanoTime() + total.toNanos();
    this.longestNanos = longest.toNanos();
    this.nextNanos = first.toNanos();
  }

  /**
   * Waits for the next attempt.
   *
   * @return false, at once, when there is no time for another
   */
  boolean pause() {
    long limit = Math.min(nextNanos, longestNanos);
    long until = System.nanoTime() + ThreadLocalRandom.current().nextLong(limit / 2, limit + 1);
    if (until - end > 0) {
      return false;
    }
    nextNanos = limit * 2;
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(left);
    }
    return true;
  }
}
