package dev.gatehouse.flow;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.Totp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Gives one-time codes at the last moment and each only once: portals refuse a code that was used,
 * so a second sign-in within the same 30 seconds waits for the next one. Thread-safe.
 */
public final class OneTimeCodes {

  private final Clock clock;
  private final Pause pause;

  public OneTimeCodes(Clock clock, Pause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Returns the account's next unused code; waits for the next 30 s as often as the present code is
   * used.
   *
   * @param claims claims the code of a time step, if nobody has
   * @return empty when the deadline would pass first
   */
  public Optional<String> next(LongPredicate claims, Secret seed, Deadline deadline) {
    while (true) {
      long step = Totp.step(clock.instant());
      if (claims.test(step)) {
        return Optional.of(Totp.code(seed, step));
      }
      Duration wait = Totp.untilNextStep(clock.instant());
      if (deadline.left().compareTo(wait) <= 0) {
        return Optional.empty();
      }
      pause.take(wait);
      if (Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
    }
  }
}
