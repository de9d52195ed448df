package dev.gatehouse.flow;

/**
 * Remembers which of an account's one-time codes were given out, so that none is sent twice: a
 * portal refuses a code it has seen. A code is claimed before it is typed, and stays claimed
 * whatever becomes of it. Implementations are thread-safe.
 */
@FunctionalInterface
public interface UsedCodes {

  /** A claim this far ahead of the present step was made by a clock that was wrong. */
  int FAR_STEPS = 10;

  /**
   * Claims the code of a time step.
   *
   * @param key whose; codes of one user name at one portal are counted together
   * @param step the present step of 30 s, since 1970
   * @return whether it was claimed: not when it is claimed already, or a later one is, since
   *     portals may take none that is older than the last
   * @throws RecordUnavailable when that cannot be told
   */
  boolean claim(AttemptBudget.Key key, long step);
}
