package dev.gatehouse.ledger;

import java.util.Optional;

/**
 * A submission as it is kept.
 *
 * @param id its number, by which it is settled
 * @param entity whom for, or empty
 * @param reference the portal's number for it, if it gave one
 * @param run the run that sent it
 * @param sent when it was sent, ISO 8601
 * @param settled when it was known how it ended, ISO 8601, or empty
 * @param settledBy the person who settled it, or empty
 */
public record StoredSubmission(
    long id,
    State state,
    String environment,
    String portal,
    String entity,
    String form,
    Optional<String> reference,
    String run,
    String sent,
    String settled,
    String settledBy) {

  /** How it stands. */
  public enum State {
    /** Sent, and how it ended is not known; it is not sent again. */
    UNCERTAIN("uncertain"),
    /** The portal has it; it is not sent again. */
    CONFIRMED("confirmed"),
    /** The portal refused it; it may be sent again. */
    REFUSED("refused"),
    /** A person said that it did not arrive, or is to be sent anew. */
    NOT_SENT("not-sent");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** Returns it as listings and the database have it. */
    public String word() {
      return word;
    }

    static State of(String word) {
      for (State state : values()) {
        if (state.word.equals(word)) {
          return state;
        }
      }
      throw new IllegalArgumentException("No such state of a submission: " + word);
    }
  }
}
