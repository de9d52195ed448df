package dev.gatehouse.flow;

import java.time.Duration;
import java.util.Optional;

/**
 * Counts the refusals an account got in a row, so that automation never locks one. An attempt is
 * claimed before the password is sent and settled once it is known how it ended; between the two it
 * counts as a refusal, and so does one that is never settled, since nobody knows. All who share a
 * budget together never have more refusals and open attempts than allowed. Implementations are
 * thread-safe; each method throws {@link RecordUnavailable} when it cannot tell.
 */
public interface AttemptBudget {

  /**
   * Whose refusals are counted together: those of one user name at one portal.
   *
   * @param account what the account is called here, for a person
   */
  record Key(String environment, String portal, String account, String username) {}

  /**
   * How an account stands.
   *
   * @param refusals in a row, with the attempts that are not settled
   * @param locked whether the portal said that it is locked
   */
  record Standing(int refusals, boolean locked) {}

  /** How an attempt ended. */
  enum Ending {
    /** Somebody is signed in: what was refused before this attempt no longer counts. */
    ACCEPTED,
    /** It counts. */
    REFUSED,
    /** The portal says the account is locked: nothing is sent until a person resets it. */
    LOCKED,
    /** The portal did not judge the password: it counts neither way. */
    NOT_JUDGED
  }

  /** An attempt that was claimed. */
  @FunctionalInterface
  interface Attempt {
    /** Says how it ended, once. */
    void settle(Ending ending);
  }

  /** Returns how an account stands. */
  Standing standing(Key key);

  /**
   * Claims an attempt.
   *
   * @param most how many refusals and open attempts there may be together
   * @param lasts after which time the attempt is over for sure, settled or not
   * @return empty when the budget is used up or the account is locked
   */
  Optional<Attempt> claim(Key key, int most, Duration lasts);

  /** Returns what a person does to have an account tried again, the end of a sentence. */
  String resetBy(Key key);
}
