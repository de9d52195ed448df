package dev.gatehouse.flow;

import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.Totp;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives one-time codes at the last moment and each only once: portals refuse a code that was used,
 * so a second sign-in within the same 30 seconds waits for the next one. Thread-safe.
 */
public final class OneTimeCodes {

  private final Clock clock;
  private final Pause pause;
  private final Map<String, Long> lastSteps = new ConcurrentHashMap<>();

  public OneTimeCodes(Clock clock, Pause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /** Returns the account's next unused code; waits up to 30 s when the present one was used. */
  public String next(Account account, Secret seed) {
    String key = account.portal() + "/" + account.username();
    long step =
        lastSteps.merge(key, Totp.step(clock.instant()), (last, now) -> Math.max(last + 1, now));
    while (Totp.step(clock.instant()) < step) {
      pause.take(Totp.untilNextStep(clock.instant()));
    }
    return Totp.code(seed, step);
  }
}
