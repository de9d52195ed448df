package dev.gatehouse.report;

import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes healings plain to see, also in a scenario that passed: an amber step for each, a tag, and
 * the first words by which the report has a category for them.
 */
final class Healings {

  /** The first word of what a healing is attached as, and of its category's messages. */
  static final String HEALED = "Healed";

  private static final String PREFIX = HEALED + ": ";

  private Healings() {}

  static void show(TestResult result) {
    Map<String, List<Attachment>> healed = new LinkedHashMap<>();
    List<Attachment> others = new ArrayList<>();
    for (Attachment attachment : result.getAttachments()) {
      String name = attachment.getName();
      if (name != null && name.startsWith(PREFIX)) {
        healed.computeIfAbsent(name, unused -> new ArrayList<>()).add(attachment);
      } else {
        others.add(attachment);
      }
    }
    if (healed.isEmpty()) {
      return;
    }
    result.setAttachments(others);
    List<StepResult> steps = new ArrayList<>(result.getSteps());
    healed.forEach(
        (name, attachments) -> {
          StepResult step = new StepResult();
          step.setName(name);
          step.setStatus(Status.BROKEN);
          step.setAttachments(attachments);
          step.setStart(result.getStart());
          step.setStop(result.getStart());
          steps.add(step);
        });
    result.setSteps(steps);
    List<Label> labels = new ArrayList<>(result.getLabels());
    labels.add(new Label().setName("tag").setValue("healed"));
    result.setLabels(labels);
    if (result.getStatus() == Status.PASSED) {
      StatusDetails details = new StatusDetails();
      details.setMessage(
          PREFIX
              + String.join(
                  "; ", healed.keySet().stream().map(n -> n.substring(PREFIX.length())).toList()));
      result.setStatusDetails(details);
    }
  }
}
