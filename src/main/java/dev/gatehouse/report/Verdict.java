package dev.gatehouse.report;

import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.PersonReason;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides the status a reviewer sees. A step that fails with an outcome says so in its message's
 * first words ({@code Portal down: ...}): a failure of the portal's or the data's is "failed"; a
 * person who is needed, a missing step and every other exception is "broken", because none of them
 * says that the portal does not work.
 */
final class Verdict {

  static final String STEP_MISSING = "Step definition missing";
  static final String STEP_AMBIGUOUS = "Step definition ambiguous";
  static final String INTERRUPTED = "Interrupted";

  private Verdict() {}

  static void settle(TestResult result) {
    Status before = result.getStatus();
    settle(result.getSteps());
    StatusDetails details = result.getStatusDetails();
    if (before == null) {
      StatusDetails told = details == null ? new StatusDetails() : details;
      if (told.getMessage() == null || told.getMessage().isEmpty()) {
        told.setMessage(messageOfUnknown(result.getSteps()));
      } else {
        told.setMessage(STEP_AMBIGUOUS + ": " + told.getMessage());
      }
      result.setStatus(Status.BROKEN).setStatusDetails(told);
    } else if (details != null) {
      result.setStatus(status(before, details.getMessage()));
    }
  }

  private static void settle(List<StepResult> steps) {
    for (StepResult step : steps) {
      settle(step.getSteps());
      StatusDetails details = step.getStatusDetails();
      String message = details == null ? null : details.getMessage();
      if (step.getStatus() == null && details != null) {
        boolean undefined = message != null && message.startsWith("Undefined Step");
        details.setMessage(
            undefined
                ? STEP_MISSING + ": " + step.getName()
                : STEP_AMBIGUOUS + ": " + (message == null ? step.getName() : message));
        step.setStatus(Status.BROKEN);
      } else if (step.getStatus() != null) {
        step.setStatus(status(step.getStatus(), message));
      }
    }
  }

  /** Returns the first missing step's message, which the scenario itself does not carry. */
  private static String messageOfUnknown(List<StepResult> steps) {
    return steps.stream()
        .map(StepResult::getStatusDetails)
        .filter(details -> details != null && details.getMessage() != null)
        .map(StatusDetails::getMessage)
        .filter(message -> message.startsWith("Step definition "))
        .findFirst()
        .orElse(INTERRUPTED + ": the scenario ended without a result");
  }

  private static Status status(Status before, @Nullable String message) {
    if (message == null || (before != Status.FAILED && before != Status.BROKEN)) {
      return before;
    }
    for (PersonReason reason : PersonReason.values()) {
      if (message.startsWith(reason.title() + ": ")) {
        return Status.BROKEN;
      }
    }
    for (FailureKind kind : FailureKind.values()) {
      if (message.startsWith(kind.title() + ": ")) {
        return Status.FAILED;
      }
    }
    return Status.BROKEN;
  }
}
