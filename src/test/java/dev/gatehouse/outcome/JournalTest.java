package dev.gatehouse.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final Event EVENT =
      new Event(
          new UUID(0, 1),
          "run",
          "",
          Instant.EPOCH,
          Duration.ZERO,
          "sign-in",
          "dh",
          "",
          Outcome.Done.of("Signed in.", Evidence.NONE));

  private final Journal journal = new Journal();
  private final List<Event> told = new ArrayList<>();

  @Test
  void a_listener_that_fails_breaks_neither_the_flow_nor_the_others() {
    journal.subscribe(
        event -> {
          throw new IllegalStateException("full");
        });
    journal.subscribe(told::add);
    journal.record(EVENT);
    assertThat(told).containsExactly(EVENT);
  }

  @Test
  void a_required_listener_that_fails_breaks_the_flow_and_the_others_are_told() {
    journal.subscribe(told::add);
    journal.require(
        event -> {
          throw new IllegalStateException("full");
        },
        () -> {
          throw new IllegalStateException("not ready");
        });
    assertThatThrownBy(() -> journal.record(EVENT)).hasMessage("full");
    assertThat(told).containsExactly(EVENT);
    assertThatThrownBy(journal::ready).hasMessage("not ready");
  }
}
