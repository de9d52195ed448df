package dev.gatehouse.learned;

import java.util.Optional;

/**
 * A healing as it is kept.
 *
 * @param id its number, by which it is decided on
 * @param flow the action the control belongs to: {@code sign-in}, {@code form return_request}
 * @param purpose what it is there: {@code username}, {@code submit}, a field's name
 * @param before what was learned or pinned, in words
 * @param after what recognition found instead, in words
 * @param score how well that fits, in points
 * @param runnerUp the next best, in words, if there is one
 * @param runnerUpScore how well that fits, in points
 * @param run the run that found it first
 * @param seen how often it was found
 * @param proven how often a flow reached its end through it
 * @param created when it was found first, ISO 8601
 * @param decided when it was decided on, ISO 8601, or empty
 * @param decidedBy who decided, or empty
 * @param hasScreenshot whether the page it was found on is kept as a picture
 */
public record StoredHealing(
    long id,
    String environment,
    String portal,
    String flow,
    String purpose,
    State state,
    String before,
    String after,
    int score,
    Optional<String> runnerUp,
    int runnerUpScore,
    String run,
    int seen,
    int proven,
    String created,
    String decided,
    String decidedBy,
    boolean hasScreenshot) {

  /** How it stands. */
  public enum State {
    PROPOSED("proposed"),
    APPROVED("approved"),
    REJECTED("rejected");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** Returns it as listings show it. */
    public String word() {
      return word;
    }
  }
}
