package dev.gatehouse.browser;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps browsers warm and lends each to one thread at a time. Browsers start when first needed, or
 * ahead with {@link #warmUp}. Thread-safe.
 */
public final class EnginePool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EnginePool.class);

  private final Supplier<Engine> launcher;
  private final int size;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Engine> idle = new ArrayDeque<>();
  private final Set<Engine> all = new HashSet<>();
  private int launching;
  private boolean closed;

  /**
   * @param launcher starts one browser; called from any thread
   * @param size how many browsers there are at most, at least 1
   */
  public EnginePool(Supplier<Engine> launcher, int size) {
    this.launcher = launcher;
    this.size = size;
  }

  /**
   * Starts browsers in the background.
   *
   * @param count how many
   * @param atOnce how many of them at a time at most
   */
  public void warmUp(int count, int atOnce) {
    AtomicInteger left = new AtomicInteger(count);
    for (int i = 1; i <= Math.min(count, atOnce); i++) {
      Thread thread = new Thread(() -> warmUp(left), "browser-warm-up-" + i);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void warmUp(AtomicInteger left) {
    while (left.getAndDecrement() > 0 && warmUpOne()) {
      log.debug("A browser is warm");
    }
  }

  private boolean warmUpOne() {
    lock.lock();
    try {
      if (closed || all.size() + launching >= size) {
        return false;
      }
      launching++;
    } finally {
      lock.unlock();
    }
    try {
      release(launch());
      return true;
    } catch (BrowserException e) {
      // Whoever needs a browser tries again and is told why there is none.
      log.debug("A browser could not be started ahead", e);
      return false;
    }
  }

  /**
   * Lends a browser; give it back with {@link #release}.
   *
   * @throws BrowserException when none becomes free in time, or none can be started
   */
  public Engine acquire(Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (true) {
        if (closed) {
          throw new BrowserException(
              BrowserException.Reason.CLOSED, "The run is ending; no browser is lent any more.");
        }
        if (!idle.isEmpty()) {
          return idle.removeFirst();
        }
        if (all.size() + launching < size) {
          launching++;
          break;
        }
        if (left <= 0) {
          throw new BrowserException(
              BrowserException.Reason.TIMEOUT,
              "All %d browsers were busy for %d s.".formatted(size, patience.toSeconds()));
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrowserException(
          BrowserException.Reason.CLOSED, "Interrupted while waiting for a browser.", e);
    } finally {
      lock.unlock();
    }
    return launch();
  }

  private Engine launch() {
    boolean launched = false;
    try {
      Engine engine = launcher.get();
      launched = true;
      lock.lock();
      try {
        all.add(engine);
      } finally {
        lock.unlock();
      }
      return engine;
    } finally {
      lock.lock();
      try {
        launching--;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      log.debug("Starting a browser: {}", launched ? "done" : "failed");
    }
  }

  /** Takes a browser back. */
  public void release(Engine engine) {
    boolean late;
    lock.lock();
    try {
      late = closed;
      if (!late) {
        idle.addFirst(engine);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (late) {
      engine.close();
    }
  }

  /** Takes back a browser that is broken; another is started in its place when needed. */
  public void discard(Engine engine) {
    lock.lock();
    try {
      all.remove(engine);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    engine.close();
  }

  /**
   * Closes every idle browser now and every lent one when it comes back, waiting a little for those
   * that are just being started.
   */
  @Override
  public void close() {
    Set<Engine> toClose;
    lock.lock();
    try {
      closed = true;
      long left = TimeUnit.SECONDS.toNanos(20);
      while (launching > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      toClose = new HashSet<>(idle);
      idle.clear();
      changed.signalAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      toClose = new HashSet<>(idle);
    } finally {
      lock.unlock();
    }
    toClose.forEach(Engine::close);
  }
}
