package dev.gatehouse.secret.vault;

import java.time.Duration;

/**
 * How long Vault may take.
 *
 * @param connect until a connection stands
 * @param answer until one whole answer is there
 * @param total until what was asked for is done, with all attempts and the pauses between them
 * @param firstPause about how long to wait before the second attempt; each later pause doubles
 * @param longestPause no pause is longer
 */
public record VaultLimits(
    Duration connect, Duration answer, Duration total, Duration firstPause, Duration longestPause) {

  /** 5 s, 10 s, 30 s in all; pauses from 250 ms on. */
  public static final VaultLimits DEFAULT =
      new VaultLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMillis(250),
          Duration.ofSeconds(30));

  /**
   * How long a path that another writer is about to erase is left alone. That writer gives up
   * erasing after {@link #answer} and needs no longer than one more attempt, so that it never
   * erases what is written afterwards.
   */
  Duration erasing() {
    return answer.multipliedBy(2).plus(connect).plus(answer.dividedBy(2));
  }
}
