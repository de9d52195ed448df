package dev.gatehouse.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.Totp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OneTimeCodesTest {

  private static final Secret SEED = new Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

  private final SettableClock clock = new SettableClock();
  private final List<Duration> pauses = new ArrayList<>();
  private final OneTimeCodes codes =
      new OneTimeCodes(
          clock,
          time -> {
            pauses.add(time);
            clock.advance(time);
          });

  private final UsedCodes used = new CodesInMemory();

  private String next(String username) {
    return next(username, Duration.ofHours(1)).orElseThrow();
  }

  private Optional<String> next(String username, Duration within) {
    AttemptBudget.Key key = new AttemptBudget.Key("production", "acme", username, username);
    return codes.next(step -> used.claim(key, step), SEED, Deadline.in(within));
  }

  @Test
  void the_first_code_is_the_present_one_and_comes_at_once() {
    String code = next("dana");

    assertThat(code).isEqualTo(Totp.code(SEED, Totp.step(clock.instant())));
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_second_code_waits_for_what_is_left_of_the_half_minute() {
    clock.advance(Duration.ofSeconds(12));
    String first = next("dana");
    String second = next("dana");

    assertThat(pauses).containsExactly(Duration.ofSeconds(18));
    assertThat(second).isNotEqualTo(first).isEqualTo(Totp.code(SEED, Totp.step(clock.instant())));
  }

  @Test
  void no_code_is_given_twice_however_many_are_asked_for() {
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      given.add(next("dana"));
    }

    assertThat(given).hasSize(5);
    assertThat(pauses).hasSize(4);
  }

  @Test
  void another_account_does_not_wait() {
    next("dana");
    next("marcus");

    assertThat(pauses).isEmpty();
  }

  @Test
  void after_the_half_minute_there_is_no_waiting() {
    next("dana");
    clock.advance(Duration.ofSeconds(30));
    next("dana");

    assertThat(pauses).isEmpty();
  }

  @Test
  void where_the_deadline_passes_before_the_next_code_there_is_none_and_no_waiting() {
    next("dana");

    assertThat(next("dana", Duration.ofSeconds(29))).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_code_older_than_one_that_was_used_is_not_given() {
    AttemptBudget.Key dana = new AttemptBudget.Key("production", "acme", "dana", "dana");
    long now = Totp.step(clock.instant());
    used.claim(dana, now + 1);

    assertThat(next("dana")).isEqualTo(Totp.code(SEED, now + 2));
    assertThat(pauses).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
  }

  @Test
  void a_claim_from_a_clock_that_was_far_ahead_holds_up_nobody() {
    AttemptBudget.Key dana = new AttemptBudget.Key("production", "acme", "dana", "dana");
    used.claim(dana, Totp.step(clock.instant()) + UsedCodes.FAR_STEPS + 1);

    next("dana");

    assertThat(pauses).isEmpty();
  }
}
