package dev.gatehouse.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short form of the healing bench: {@code src/test/bench/healing} runs all of it. */
@Timeout(120)
class HealingBenchIT {

  // Frames, two origins, a one-time code, a wizard: what the other portals have, these have, too.
  private static final List<String> PORTALS = List.of("ingram_micro", "octotel");

  @Test
  void nothing_is_healed_wrongly_and_no_honeypot_is_filled() throws InterruptedException {
    HealingCount count = HealingBench.run(12, PORTALS, 1);

    assertThat(count.wrong()).isEmpty();
    assertThat(count.recall()).as(count.report(12)).isGreaterThanOrEqualTo(0.97);
  }
}
