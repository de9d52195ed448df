package dev.gatehouse.run;

import java.time.Duration;
import java.util.Optional;

/**
 * How a scenario ended.
 *
 * @param title the outcome's title: {@code Done}, {@code Portal down}, {@code CAPTCHA}
 * @param message why it did not pass, the first line; empty when it passed
 * @param tries how often it was run, at least 1
 */
public record ScenarioResult(
    PlannedScenario scenario,
    Verdict verdict,
    String title,
    Optional<String> message,
    Duration took,
    int tries) {

  /** What a result means for the run. */
  public enum Verdict {
    PASSED,
    FAILED,
    /** Automation stopped where a person must go on. */
    NEEDS_PERSON,
    /** It was left out because the run was stopped. */
    NOT_RUN
  }
}
