package dev.gatehouse.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long an API key may still be used before it is to be replaced by a new one: 90 days, with a
 * warning from day 76, two weeks before.
 *
 * @param dueInDays whole days until it is due; 0 or less when it is
 */
public record KeyAge(long dueInDays) {

  private static final long DUE_ON_DAY = 90;
  private static final long WARNED_FROM_DAY = 76;

  /** How pressing it is. */
  public enum State {
    FRESH,
    DUE_SOON,
    DUE
  }

  /** Returns the age of a secret that is an API key; empty for all others. */
  public static Optional<KeyAge> of(SecretInfo info, Instant now) {
    String field = info.name().field();
    boolean key = field.equals("api-key") || field.startsWith("api-key-") || field.equals("token");
    return key ? Optional.of(new KeyAge(DUE_ON_DAY - days(info, now))) : Optional.empty();
  }

  /** Returns for how many whole days a secret has had its present value. */
  public static long days(SecretInfo info, Instant now) {
    return Math.max(0, Duration.between(info.changed(), now).toDays());
  }

  /** Returns how pressing it is. */
  public State state() {
    if (dueInDays <= 0) {
      return State.DUE;
    }
    return dueInDays <= DUE_ON_DAY - WARNED_FROM_DAY ? State.DUE_SOON : State.FRESH;
  }
}
