package dev.gatehouse.flow;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass between attempts, where the waiting itself is what is wanted. */
public interface Pause {

  /** Waits that long, unless the thread is interrupted. */
  void take(Duration time);

  /** Returns the pause that really waits. */
  static Pause real() {
    return time -> {
      long end = System.nanoTime() + time.toNanos();
      for (long left = time.toNanos();
          left > 0 && !Thread.currentThread().isInterrupted();
          left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    };
  }
}
