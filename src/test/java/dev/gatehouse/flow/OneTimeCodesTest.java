package dev.gatehouse.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.secret.Account;
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

  private static Account account(String username) {
    return new Account("acme", username, username, new Secret("x"), Optional.of(SEED));
  }

  @Test
  void the_first_code_is_the_present_one_and_comes_at_once() {
    String code = codes.next(account("dana"), SEED);

    assertThat(code).isEqualTo(Totp.code(SEED, Totp.step(clock.instant())));
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_second_code_waits_for_what_is_left_of_the_half_minute() {
    clock.advance(Duration.ofSeconds(12));
    String first = codes.next(account("dana"), SEED);
    String second = codes.next(account("dana"), SEED);

    assertThat(pauses).containsExactly(Duration.ofSeconds(18));
    assertThat(second).isNotEqualTo(first).isEqualTo(Totp.code(SEED, Totp.step(clock.instant())));
  }

  @Test
  void no_code_is_given_twice_however_many_are_asked_for() {
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      given.add(codes.next(account("dana"), SEED));
    }

    assertThat(given).hasSize(5);
    assertThat(pauses).hasSize(4);
  }

  @Test
  void another_account_does_not_wait() {
    codes.next(account("dana"), SEED);
    codes.next(account("marcus"), SEED);

    assertThat(pauses).isEmpty();
  }

  @Test
  void after_the_half_minute_there_is_no_waiting() {
    codes.next(account("dana"), SEED);
    clock.advance(Duration.ofSeconds(30));
    codes.next(account("dana"), SEED);

    assertThat(pauses).isEmpty();
  }
}
