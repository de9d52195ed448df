package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.flow.AttemptBudget;
import dev.gatehouse.flow.AttemptBudget.Attempt;
import dev.gatehouse.flow.AttemptBudget.Ending;
import dev.gatehouse.flow.AttemptBudget.Standing;
import dev.gatehouse.flow.SessionLeases;
import dev.gatehouse.flow.SubmissionLedger;
import dev.gatehouse.flow.SubmissionLedger.Claim;
import dev.gatehouse.flow.SubmissionLedger.State;
import dev.gatehouse.flow.SubmissionLedger.Submission;
import dev.gatehouse.flow.UsedCodes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every memory of attempts and submissions must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LedgerContract {

  static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
  private static final Duration LONG = Duration.ofMinutes(6);
  private static final int MOST = 4;
  private static final int AT_ONCE = 8;
  static final AttemptBudget.Key DANA = new AttemptBudget.Key("production", "acme", "main", "dana");
  static final Submission ORDER =
      new Submission("production", "acme", "acme_networks", "order", "abc");

  private Store store = new MemoryStore();

  /** Returns an empty one. */
  abstract Store newStore();

  @BeforeEach
  void startAfresh() {
    store = newStore();
  }

  @AfterEach
  void close() {
    store.close();
  }

  Store store() {
    return store;
  }

  AttemptBudget attempts() {
    return store.attempts(NOON, "run-1");
  }

  SubmissionLedger submissions() {
    return store.submissions(NOON, "run-1");
  }

  private Optional<Attempt> claim() {
    return attempts().claim(DANA, MOST, LONG);
  }

  private void end(Ending ending) {
    claim().orElseThrow().settle(ending);
  }

  @Test
  void refusals_in_a_row_use_up_the_budget() {
    for (int i = 1; i <= MOST; i++) {
      end(Ending.REFUSED);
      assertThat(attempts().standing(DANA)).isEqualTo(new Standing(i, false));
    }

    assertThat(claim()).isEmpty();
  }

  @Test
  void an_open_attempt_counts_as_a_refusal() {
    end(Ending.REFUSED);
    end(Ending.REFUSED);
    Attempt third = claim().orElseThrow();
    Attempt fourth = claim().orElseThrow();
    assertThat(claim()).isEmpty();

    third.settle(Ending.NOT_JUDGED);
    assertThat(attempts().standing(DANA)).isEqualTo(new Standing(3, false));
    fourth.settle(Ending.ACCEPTED);
    assertThat(attempts().standing(DANA)).isEqualTo(new Standing(0, false));
  }

  @Test
  void a_success_clears_what_was_before_it_and_not_what_may_have_been_after() {
    end(Ending.REFUSED);
    end(Ending.REFUSED);
    Attempt success = claim().orElseThrow();
    end(Ending.REFUSED);

    success.settle(Ending.ACCEPTED);

    assertThat(attempts().standing(DANA)).isEqualTo(new Standing(1, false));
  }

  @Test
  void a_locked_account_is_not_tried() {
    end(Ending.LOCKED);

    assertThat(attempts().standing(DANA)).isEqualTo(new Standing(0, true));
    assertThat(attempts().claim(DANA, Integer.MAX_VALUE, LONG)).isEmpty();
  }

  @Test
  void what_counts_is_the_user_name_at_its_portal() {
    end(Ending.REFUSED);

    assertThat(standing("production", "acme", "other name for her", "dana").refusals()).isOne();
    assertThat(standing("production", "acme", "main", "Dana").refusals()).isZero();
    assertThat(standing("production", "shop", "main", "dana").refusals()).isZero();
    assertThat(standing("sandbox", "acme", "main", "dana").refusals()).isZero();
  }

  private Standing standing(String environment, String portal, String account, String username) {
    return attempts().standing(new AttemptBudget.Key(environment, portal, account, username));
  }

  @Test
  void many_at_once_never_have_more_than_the_budget() throws Exception {
    List<Optional<Attempt>> claims = atOnce(i -> claim());

    assertThat(claims.stream().filter(Optional::isPresent)).hasSize(MOST);
    for (Optional<Attempt> attempt : claims) {
      attempt.ifPresent(a -> a.settle(Ending.REFUSED));
    }
    assertThat(attempts().standing(DANA)).isEqualTo(new Standing(MOST, false));
  }

  @Test
  void a_submission_is_claimed_once() {
    Claim first = submissions().claim(ORDER);
    Claim second = submissions().claim(ORDER);

    assertThat(first.held()).isTrue();
    assertThat(second.held()).isFalse();
    assertThat(second.entry()).isEqualTo(first.entry());
    assertThat(second.entry().state()).isEqualTo(State.UNCERTAIN);
    assertThat(second.entry().at()).isEqualTo(NOON.instant());
    assertThat(second.entry().run()).isEqualTo("run-1");
  }

  @Test
  void a_confirmed_submission_keeps_its_reference_and_is_not_released() {
    submissions().claim(ORDER);
    submissions().confirm(ORDER, Optional.of("RMA-1"));
    submissions().release(ORDER);

    Claim again = submissions().claim(ORDER);

    assertThat(again.held()).isFalse();
    assertThat(again.entry().state()).isEqualTo(State.CONFIRMED);
    assertThat(again.entry().reference()).contains("RMA-1");
  }

  @Test
  void a_released_submission_may_be_claimed_again() {
    submissions().claim(ORDER);
    submissions().release(ORDER);

    assertThat(submissions().claim(ORDER).held()).isTrue();
    assertThat(submissions().claim(ORDER).held()).isFalse();
  }

  @Test
  void each_part_of_a_submission_tells_it_from_others() {
    submissions().claim(ORDER);

    assertThat(
            List.of(
                new Submission("sandbox", "acme", "acme_networks", "order", "abc"),
                new Submission("production", "shop", "acme_networks", "order", "abc"),
                new Submission("production", "acme", "", "order", "abc"),
                new Submission("production", "acme", "acme_networks", "return", "abc"),
                new Submission("production", "acme", "acme_networks", "order", "abd")))
        .allMatch(other -> submissions().claim(other).held());
  }

  @Test
  void of_many_at_once_exactly_one_holds_the_claim() throws Exception {
    for (int round = 0; round < 5; round++) {
      Submission same = new Submission("production", "acme", "", "order", "round" + round);
      List<Claim> claims = atOnce(i -> store.submissions(NOON, "run-" + i).claim(same));

      assertThat(claims.stream().filter(Claim::held)).hasSize(1);
      String winner = claims.stream().filter(Claim::held).findFirst().orElseThrow().entry().run();
      assertThat(claims).allMatch(claim -> claim.entry().run().equals(winner));
    }
  }

  @Test
  void a_code_is_claimed_once() {
    assertThat(store.codes("run-1").claim(DANA, 1000)).isTrue();
    assertThat(store.codes("run-1").claim(DANA, 1000)).isFalse();
    assertThat(store.codes("run-2").claim(DANA, 1000)).isFalse();
    assertThat(store.codes("run-2").claim(DANA, 999)).isFalse();
    assertThat(store.codes("run-2").claim(DANA, 1001)).isTrue();
  }

  @Test
  void codes_of_others_are_others() {
    store.codes("run-1").claim(DANA, 1000);

    for (AttemptBudget.Key other :
        List.of(
            new AttemptBudget.Key("sandbox", "acme", "main", "dana"),
            new AttemptBudget.Key("production", "shop", "main", "dana"),
            new AttemptBudget.Key("production", "acme", "main", "Dana"))) {
      assertThat(store.codes("run-1").claim(other, 1000)).isTrue();
    }
    assertThat(
            store
                .codes("run-1")
                .claim(new AttemptBudget.Key("production", "acme", "spare", "dana"), 1000))
        .isFalse();
  }

  @Test
  void a_claim_from_a_clock_that_was_far_ahead_holds_up_nobody() {
    store.codes("run-1").claim(DANA, 1000 + UsedCodes.FAR_STEPS + 1);

    assertThat(store.codes("run-2").claim(DANA, 1000)).isTrue();
  }

  @Test
  void of_many_at_once_exactly_one_gets_a_code() throws Exception {
    for (int round = 0; round < 3; round++) {
      long step = 1000L + round;
      assertThat(
              atOnce(25, i -> store.codes("run-" + i).claim(DANA, step)).stream()
                  .filter(got -> got))
          .hasSize(1);
    }
  }

  @Test
  void an_account_is_one_holders_until_it_is_given_back() {
    SessionLeases leases = store.leases(NOON, "run-1");
    assertThat(leases.take(DANA, "first")).isEmpty();
    assertThat(leases.take(DANA, "second"))
        .contains(new SessionLeases.Use("run-1", NOON.instant()));
    assertThat(leases.take(DANA, "first")).isEmpty();

    leases.giveBack(DANA, "second");
    assertThat(leases.take(DANA, "second")).isPresent();
    leases.giveBack(DANA, "first");
    assertThat(leases.take(DANA, "second")).isEmpty();
    assertThat(leases.take(DANA, "first")).isPresent();
  }

  @Test
  void accounts_of_others_are_others() {
    SessionLeases leases = store.leases(NOON, "run-1");
    leases.take(DANA, "first");

    for (AttemptBudget.Key other :
        List.of(
            new AttemptBudget.Key("sandbox", "acme", "main", "dana"),
            new AttemptBudget.Key("production", "shop", "main", "dana"),
            new AttemptBudget.Key("production", "acme", "main", "Dana"))) {
      assertThat(leases.take(other, "second")).isEmpty();
    }
    AttemptBudget.Key another = new AttemptBudget.Key("production", "acme", "spare", "dana");
    assertThat(leases.take(another, "second")).isPresent();
  }

  @Test
  void of_many_at_once_exactly_one_has_the_account() throws Exception {
    SessionLeases leases = store.leases(NOON, "run-1");
    assertThat(atOnce(i -> leases.take(DANA, "holder-" + i)).stream().filter(Optional::isEmpty))
        .hasSize(1);
  }

  private static <T> List<T> atOnce(java.util.function.IntFunction<T> work) throws Exception {
    return atOnce(AT_ONCE, work);
  }

  private static <T> List<T> atOnce(int count, java.util.function.IntFunction<T> work)
      throws Exception {
    ExecutorService others = Executors.newFixedThreadPool(count);
    try {
      List<Callable<T>> calls =
          IntStream.range(0, count).<Callable<T>>mapToObj(i -> () -> work.apply(i)).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> result : others.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } finally {
      others.shutdownNow();
    }
  }
}
