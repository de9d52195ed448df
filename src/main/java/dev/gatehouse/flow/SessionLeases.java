package dev.gatehouse.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives an account to one holder at a time, where its portal ends a session when another begins.
 * Implementations are thread-safe; each method throws {@link RecordUnavailable} when it cannot
 * tell.
 */
public interface SessionLeases {

  /** How long an account is held without being taken anew: whoever is killed keeps it no longer. */
  Duration LASTS = Duration.ofMinutes(2);

  /**
   * Who has an account.
   *
   * @param run the run
   * @param since when it began to have it
   */
  record Use(String run, Instant since) {}

  /**
   * Takes an account for {@link #LASTS}, or goes on having it. What another has that did not take
   * it anew in time is taken over, by the clock of the one who asks.
   *
   * @param key whose; one user name at one portal is one account
   * @param holder unique for ever
   * @return who has it instead; empty when it was taken
   */
  Optional<Use> take(AttemptBudget.Key key, String holder);

  /** Gives an account back, if that holder has it. */
  void giveBack(AttemptBudget.Key key, String holder);
}
