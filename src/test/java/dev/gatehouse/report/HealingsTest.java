package dev.gatehouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealingsTest {

  private static final String NAME = "Healed: submit (sign-in), used unapproved (healing 4)";

  private static Attachment attachment(String name, String source) {
    return new Attachment().setName(name).setSource(source).setType("text/plain");
  }

  private static TestResult result(Status status) {
    return new TestResult()
        .setUuid("one")
        .setHistoryId("one")
        .setName("Sign in")
        .setStatus(status)
        .setStart(1L)
        .setStop(1L)
        .setAttachments(
            new ArrayList<>(
                List.of(
                    attachment("At the end", "end.png"),
                    attachment(NAME, "healing.txt"),
                    attachment(NAME, "healing.png"))));
  }

  @Test
  void a_healing_is_an_amber_step_with_what_shows_it() {
    TestResult result = result(Status.PASSED);

    Healings.show(result);

    assertThat(result.getSteps())
        .extracting(StepResult::getName, StepResult::getStatus)
        .containsExactly(tuple(NAME, Status.BROKEN));
    assertThat(result.getSteps().get(0).getAttachments())
        .extracting(Attachment::getSource)
        .containsExactly("healing.txt", "healing.png");
    assertThat(result.getAttachments())
        .extracting(Attachment::getSource)
        .containsExactly("end.png");
    assertThat(result.getLabels())
        .extracting(Label::getName, Label::getValue)
        .containsExactly(tuple("tag", "healed"));
    assertThat(result.getStatus()).isEqualTo(Status.PASSED);
    assertThat(result.getStatusDetails().getMessage()).isEqualTo(NAME);
  }

  @Test
  void what_a_failed_scenario_says_stays() {
    TestResult result = result(Status.FAILED);
    StatusDetails details = new StatusDetails();
    details.setMessage("Portal down: no answer");
    result.setStatusDetails(details);

    Healings.show(result);

    assertThat(result.getStatusDetails().getMessage()).isEqualTo("Portal down: no answer");
    assertThat(result.getSteps()).hasSize(1);
  }

  @Test
  void without_a_healing_nothing_changes() {
    TestResult result = result(Status.PASSED).setAttachments(new ArrayList<>());

    Healings.show(result);

    assertThat(result.getSteps()).isEmpty();
    assertThat(result.getLabels()).isEmpty();
    assertThat(result.getStatusDetails()).isNull();
  }

  @Test
  void the_report_has_a_category_for_them_though_the_scenario_passed(@TempDir Path folder)
      throws IOException {
    Path results = folder.resolve("results");
    ResultFiles files = new ResultFiles(results);
    files.clear();
    TestResult result = result(Status.PASSED);
    Healings.show(result);
    files.write("one-result.json", ResultFiles.bytes(result));

    new ReportWriter(Map.of())
        .write(
            new ReportInput(
                results,
                folder.resolve("html"),
                folder.resolve("history"),
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH));

    assertThat(Files.readString(folder.resolve("history").resolve("categories-trend.json")))
        .contains("\"Healed, waits for approval\":1");
  }
}
