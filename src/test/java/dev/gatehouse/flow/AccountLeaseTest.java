package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.outcome.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AccountLeaseTest {

  private static final AttemptBudget.Key DANA =
      new AttemptBudget.Key("production", "acme", "main", "dana");

  private final SettableClock clock = new SettableClock();
  private final AtomicInteger looks = new AtomicInteger();
  private final SessionLeases leases =
      new LeasesInMemory(
          new Clock() {
            @Override
            public Instant instant() {
              looks.incrementAndGet();
              return clock.instant();
            }

            @Override
            public ZoneId getZone() {
              return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return clock.withZone(zone);
            }
          },
          "run-1");
  private final List<Duration> pauses = new ArrayList<>();

  private AccountLease lease(Duration patience, Pause pause) {
    return new AccountLease(leases, DANA, pause, patience, Duration.ofMillis(10));
  }

  // The test's own timeout ends it.
  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void an_account_that_is_free_is_had_at_once_and_given_back() {
    try (AccountLease lease = lease(Duration.ofMinutes(5), pauses::add)) {
      assertOutcome(lease.take())
          .isDone()
          .saying("The account \"main\" of acme is this scenario's alone.");
      assertThat(leases.take(DANA, "another")).isPresent();
      assertThat(lease.lost()).isEmpty();
    }

    assertThat(pauses).isEmpty();
    assertThat(leases.take(DANA, "another")).isEmpty();
  }

  @Test
  void it_is_waited_for_until_it_is_given_back() {
    leases.take(DANA, "another");
    Pause untilFree =
        time -> {
          pauses.add(time);
          if (pauses.size() == 3) {
            leases.giveBack(DANA, "another");
          }
        };

    try (AccountLease lease = lease(Duration.ofMinutes(5), untilFree)) {
      assertOutcome(lease.take()).isDone();
    }
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  @Test
  void a_dead_holders_account_is_taken_over_when_its_time_is_over() {
    leases.take(DANA, "another");
    Pause pause =
        time -> {
          pauses.add(time);
          clock.advance(time);
        };

    try (AccountLease lease = lease(Duration.ofMinutes(5), pause)) {
      assertOutcome(lease.take()).isDone();
    }
    assertThat(pauses).hasSize(120);
  }

  @Test
  void where_it_does_not_become_free_in_time_it_is_said_who_has_it() {
    leases.take(DANA, "another");

    try (AccountLease lease = lease(Duration.ofMillis(30), Pause.real())) {
      assertOutcome(lease.take())
          .failedAs(FailureKind.TIMED_OUT)
          .saying(
              "The account \"main\" of acme is in use by run run-1 since 2026-03-02T09:00:00Z, and the portal's file says that it allows one session at a time. It did not become free within 0 s; nothing was typed. Wait until that run has ended, then run again.");
    }
    leases.giveBack(DANA, "another");
    assertThat(leases.take(DANA, "a third")).isEmpty();
  }

  @Test
  void it_is_taken_anew_while_it_is_held() {
    try (AccountLease lease = lease(Duration.ofMinutes(5), pauses::add)) {
      lease.take();
      clock.advance(SessionLeases.LASTS.minusSeconds(1));
      int before = looks.get();
      await(() -> looks.get() >= before + 2);
      clock.advance(Duration.ofSeconds(2));

      assertThat(leases.take(DANA, "another")).isPresent();
      assertThat(lease.lost()).isEmpty();
    }
  }

  @Test
  void one_that_another_took_over_is_told() {
    try (AccountLease lease = lease(Duration.ofMinutes(5), pauses::add)) {
      lease.take();
      synchronized (leases) {
        clock.advance(SessionLeases.LASTS);
        leases.take(DANA, "another");
      }
      await(() -> lease.lost().isPresent());

      assertOutcome(lease.lost().orElseThrow())
          .failedAs(FailureKind.SESSION_EXPIRED)
          .saying(
              "The account \"main\" of acme is no longer this scenario's alone: run run-1 has it since 2026-03-02T09:02:00Z. The portal allows one session at a time, so nothing more was done.");
    }
    assertThat(leases.take(DANA, "a third")).isPresent();
  }
}
