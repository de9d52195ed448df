package dev.gatehouse.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.flow.SubmissionLedger.Entry;
import dev.gatehouse.flow.SubmissionLedger.State;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubmissionLedgerTest {

  private final SubmissionLedger ledger = new SubmissionLedger();

  @Test
  void the_first_claim_holds_and_later_ones_learn_of_it() {
    assertThat(ledger.claim("a")).isEmpty();
    assertThat(ledger.claim("a")).contains(new Entry(State.UNCERTAIN, Optional.empty()));
    assertThat(ledger.claim("b")).isEmpty();
  }

  @Test
  void a_confirmed_submission_is_known_with_its_reference() {
    ledger.claim("a");
    ledger.confirm("a", Optional.of("OCT-104113"));

    assertThat(ledger.claim("a")).contains(new Entry(State.CONFIRMED, Optional.of("OCT-104113")));
  }

  @Test
  void a_refused_submission_may_be_claimed_again() {
    ledger.claim("a");
    ledger.release("a");

    assertThat(ledger.claim("a")).isEmpty();
  }

  @Test
  void of_many_threads_one_gets_the_claim() {
    AtomicInteger claimed = new AtomicInteger();
    IntStream.range(0, 200)
        .parallel()
        .forEach(
            i -> {
              if (ledger.claim("a").isEmpty()) {
                claimed.incrementAndGet();
              }
            });

    assertThat(claimed).hasValue(1);
  }
}
