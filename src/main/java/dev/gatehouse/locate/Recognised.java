package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.List;
import java.util.Optional;

/**
 * A control and what it is for.
 *
 * @param intent what a field is for; {@link Intent#SUBMIT} for what sends its form
 * @param probability how sure that is, 0 to 1
 * @param runnerUp what else it may be, if anything is worth the word
 * @param runnerUpProbability how likely that is, 0 to 1
 * @param evidence the clues that counted, the strongest first
 */
public record Recognised(
    Located located,
    Intent intent,
    double probability,
    Optional<Intent> runnerUp,
    double runnerUpProbability,
    List<String> evidence) {

  public Recognised {
    evidence = List.copyOf(evidence);
  }

  /** Returns the control. */
  public Control control() {
    return located.control();
  }
}
