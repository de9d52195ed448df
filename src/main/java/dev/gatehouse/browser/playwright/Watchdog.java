package dev.gatehouse.browser.playwright;

import com.microsoft.playwright.PlaywrightException;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds calls that Playwright itself lets take for ever: evaluating in a page whose script loops,
 * for one. When the time is up the calling thread is interrupted, which Playwright answers by
 * giving the call up between two messages; a late answer is then dropped, and the connection stays
 * usable.
 *
 * <p>An interrupt that came from elsewhere is kept: the call fails and the thread stays
 * interrupted.
 */
final class Watchdog implements AutoCloseable {

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "browser-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Makes a call.
   *
   * @param doing what is being done, for the message: {@code reading the page's title}
   * @throws BrowserException with reason TIMEOUT when the deadline passed, CLOSED when the thread
   *     was interrupted by somebody else
   * @throws PlaywrightException as the call threw it
   */
  <T> T within(Duration deadline, String doing, Supplier<T> call) {
    Guard guard = new Guard(Thread.currentThread());
    var alarm =
        clock.schedule(guard::fire, Math.max(1, deadline.toMillis()), TimeUnit.MILLISECONDS);
    try {
      return call.get();
    } catch (PlaywrightException e) {
      if (!(e.getCause() instanceof InterruptedException)) {
        throw e;
      }
      if (guard.end()) {
        throw new BrowserException(
            Reason.TIMEOUT,
            "The page did not answer within " + deadline.toMillis() + " ms while " + doing + ".");
      }
      Thread.currentThread().interrupt();
      throw new BrowserException(Reason.CLOSED, "Interrupted while " + doing + ".");
    } finally {
      alarm.cancel(false);
      guard.end();
    }
  }

  void within(Duration deadline, String doing, Runnable call) {
    within(
        deadline,
        doing,
        () -> {
          call.run();
          return true;
        });
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** Interrupts its thread at most once, and never after the call it guards has ended. */
  private static final class Guard {
    private final Thread thread;
    private boolean ended;
    private boolean fired;

    Guard(Thread thread) {
      this.thread = thread;
    }

    synchronized void fire() {
      if (!ended) {
        fired = true;
        thread.interrupt();
      }
    }

    /** Returns whether it fired; an interrupt of its own that nobody took is taken back. */
    synchronized boolean end() {
      if (!ended && fired) {
        Thread.interrupted();
      }
      ended = true;
      return fired;
    }
  }
}
