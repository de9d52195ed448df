package dev.gatehouse.step;

import dev.gatehouse.outcome.Outcome;
import java.util.List;

/**
 * A step failed because an action on a portal did not end as the scenario needs it. Its message
 * starts with the outcome's title, by which reports sort it; its stack is only that of the feature
 * file.
 */
public final class OutcomeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  public OutcomeException(Outcome outcome) {
    super(text(outcome));
    this.outcome = outcome;
    setStackTrace(new StackTraceElement[0]);
  }

  /** Returns the outcome. */
  public Outcome outcome() {
    return outcome;
  }

  private static String text(Outcome outcome) {
    StringBuilder text =
        new StringBuilder(outcome.title()).append(": ").append(outcome.message()).append('\n');
    if (outcome instanceof Outcome.Failed failed) {
      text.append("What to do: ").append(failed.kind().advice()).append('\n');
    }
    if (!outcome.evidence().address().isEmpty()) {
      text.append("Page: ").append(outcome.evidence().address()).append('\n');
    }
    List<String> observations = outcome.evidence().observations();
    observations.forEach(line -> text.append("- ").append(line).append('\n'));
    return text.toString().stripTrailing();
  }
}
