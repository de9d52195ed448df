package dev.gatehouse.flow;

import dev.gatehouse.flow.SessionLeases.Use;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.Outcome.Failed;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account that one scenario has to itself, from before it signs in until its end. While it is
 * held it is taken anew in the background. Used by one thread; close it to give the account back.
 */
public final class AccountLease implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AccountLease.class);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration RENEW = SessionLeases.LASTS.dividedBy(4);

  private final SessionLeases leases;
  private final AttemptBudget.Key key;
  private final Pause pause;
  private final Duration patience;
  private final Duration renew;
  private final String holder = UUID.randomUUID().toString();
  private volatile @Nullable Use lostTo;
  private volatile long takenNanos;
  private @Nullable ScheduledExecutorService renewing;

  AccountLease(SessionLeases leases, AttemptBudget.Key key, Pause pause, Duration patience) {
    this(leases, key, pause, patience, RENEW);
  }

  /**
   * @param patience how long to wait for it
   * @param renew how often it is taken anew
   */
  AccountLease(
      SessionLeases leases, AttemptBudget.Key key, Pause pause, Duration patience, Duration renew) {
    this.leases = leases;
    this.key = key;
    this.pause = pause;
    this.patience = patience;
    this.renew = renew;
  }

  /** Returns whether it is of the same account. */
  public boolean isOf(AccountLease other) {
    return key.equals(other.key);
  }

  /** Takes the account; waits while another has it, as long as there is patience. */
  public Outcome take() {
    Deadline deadline = Deadline.in(patience);
    try {
      Optional<Use> other = leases.take(key, holder);
      while (other.isPresent()) {
        if (deadline.isOver() || Thread.currentThread().isInterrupted()) {
          return inUse(other.get());
        }
        pause.take(deadline.left(LOOK_AGAIN));
        other = leases.take(key, holder);
      }
    } catch (RecordUnavailable e) {
      return new Failed(FailureKind.UNKNOWN, String.valueOf(e.getMessage()), Evidence.NONE);
    }
    takenNanos = System.nanoTime();
    renewInBackground();
    return Done.of(
        "The account \"%s\" of %s is this scenario's alone.".formatted(key.account(), key.portal()),
        Evidence.NONE);
  }

  private Outcome inUse(Use use) {
    return new Failed(
        FailureKind.TIMED_OUT,
        "The account \"%s\" of %s is in use by run %s since %s, and the portal's file says that it allows one session at a time. It did not become free within %d s; nothing was typed. Wait until that run has ended, then run again."
            .formatted(key.account(), key.portal(), use.run(), use.since(), patience.toSeconds()),
        Evidence.NONE);
  }

  private void renewInBackground() {
    ScheduledExecutorService background =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "account-lease");
              thread.setDaemon(true);
              return thread;
            });
    renewing = background;
    long nanos = renew.toNanos();
    var unused =
        background.scheduleWithFixedDelay(this::renewOnce, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void renewOnce() {
    try {
      long now = System.nanoTime();
      Optional<Use> other = leases.take(key, holder);
      if (other.isPresent()) {
        lostTo = other.get();
      } else {
        takenNanos = now;
      }
    } catch (RecordUnavailable e) {
      log.warn(
          "The account {} of {} could not be kept for this run, which is tried again: {}",
          key.account(),
          key.portal(),
          e.getMessage());
    }
  }

  /** Returns why nothing more may be done as the account, once another may have it. */
  public Optional<Outcome> lost() {
    Use other = lostTo;
    if (other != null) {
      return Optional.of(lost("run %s has it since %s".formatted(other.run(), other.since())));
    }
    Duration old = Duration.ofNanos(System.nanoTime() - takenNanos);
    return renewing != null && old.compareTo(SessionLeases.LASTS) >= 0
        ? Optional.of(lost("it could not be kept for %d s".formatted(old.toSeconds())))
        : Optional.empty();
  }

  private Outcome lost(String why) {
    return new Failed(
        FailureKind.SESSION_EXPIRED,
        "The account \"%s\" of %s is no longer this scenario's alone: %s. The portal allows one session at a time, so nothing more was done."
            .formatted(key.account(), key.portal(), why),
        Evidence.NONE);
  }

  @Override
  public void close() {
    if (renewing == null) {
      return;
    }
    end(renewing);
    renewing = null;
    try {
      leases.giveBack(key, holder);
    } catch (RecordUnavailable e) {
      log.warn(
          "The account {} of {} could not be given back; it is free in {} s: {}",
          key.account(),
          key.portal(),
          SessionLeases.LASTS.toSeconds(),
          e.getMessage());
    }
  }

  // One that is under way could take it once more after it was given back.
  private static void end(ScheduledExecutorService background) {
    background.shutdown();
    try {
      boolean unused = background.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
