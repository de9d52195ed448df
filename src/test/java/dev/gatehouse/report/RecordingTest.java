package dev.gatehouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.report.glue.PortalSteps;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

  private static Path folder = Path.of("");
  private static List<TestResult> results = List.of();

  @BeforeAll
  static void run(@TempDir Path results) {
    folder = results;
    try (Recording recording =
        Recording.open(
            folder, CucumberRun.PROJECT, text -> text.replace("canary-5Hq8-xyz", "[REDACTED]"))) {
      CucumberRun.run(recording.plugin());
    }
    RecordingTest.results = new ResultFiles(folder).results();
  }

  @Test
  void every_scenario_has_one_result_and_its_own_identity() {
    assertThat(results).hasSize(13);
    assertThat(results).extracting(TestResult::getHistoryId).doesNotHaveDuplicates();
    assertThat(results).extracting(TestResult::getTestCaseId).doesNotHaveDuplicates();
  }

  @Test
  void identities_are_the_same_in_every_run(@TempDir Path again) {
    try (Recording recording = Recording.open(again, CucumberRun.PROJECT, text -> text)) {
      CucumberRun.run(recording.plugin());
    }

    assertThat(new ResultFiles(again).results())
        .extracting(TestResult::getHistoryId)
        .containsExactlyInAnyOrderElementsOf(
            results.stream().map(TestResult::getHistoryId).toList());
  }

  @Test
  void a_second_round_of_the_same_run_is_a_retry(@TempDir Path retried) {
    try (Recording recording = Recording.open(retried, CucumberRun.PROJECT, text -> text)) {
      CucumberRun.run(recording.plugin());
      CucumberRun.run(recording.plugin());
    }

    Map<String, Long> tries =
        new ResultFiles(retried)
            .results().stream()
                .collect(Collectors.groupingBy(TestResult::getHistoryId, Collectors.counting()));
    assertThat(tries).hasSize(13);
    assertThat(tries.values()).containsOnly(2L);
  }

  @Test
  void labels_group_by_entity_portal_and_flow() {
    assertThat(results)
        .extracting(
            TestResult::getFullName,
            result -> label(result, "epic"),
            result -> label(result, "feature"),
            result -> label(result, "story"),
            result -> label(result, "severity"),
            result -> label(result, "parentSuite"),
            result -> label(result, "suite"),
            result -> label(result, "subSuite"))
        .contains(
            tuple(
                "features/td_synnex/login.feature:7",
                "acme_networks",
                "td_synnex",
                "login",
                "critical",
                "td_synnex",
                "Sign in to TD SYNNEX",
                ""),
            tuple(
                "features/td_synnex/login.feature:29",
                "acme_networks",
                "td_synnex",
                "login",
                "blocker",
                "td_synnex",
                "Sign in to TD SYNNEX",
                "Locked accounts stay locked"),
            tuple(
                "features/dh/health.feature:5",
                "baobab_fibre",
                "dh",
                "health",
                "minor",
                "dh",
                "D&H works",
                ""),
            tuple(
                "features/dh/health.feature:12",
                "no entity",
                "dh",
                "other",
                "normal",
                "dh",
                "D&H works",
                ""));
  }

  @Test
  void no_grouping_label_is_there_twice() {
    for (TestResult result : results) {
      assertThat(result.getLabels().stream().map(Label::getName).filter(n -> !n.equals("tag")))
          .as(result.getFullName())
          .contains("host", "thread")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void an_outcome_decides_the_status() {
    assertThat(results)
        .filteredOn(result -> result.getStatus() != Status.PASSED)
        .extracting(
            TestResult::getFullName,
            TestResult::getStatus,
            result -> result.getStatusDetails().getMessage())
        .containsExactlyInAnyOrder(
            tuple(
                "features/td_synnex/login.feature:11",
                Status.FAILED,
                "Portal down: the portal said <img src=x onerror=\"document.title='owned'\">"
                    + " [REDACTED]"),
            tuple(
                "features/td_synnex/login.feature:15",
                Status.BROKEN,
                "CAPTCHA: a picture asks for letters"),
            tuple(
                "features/td_synnex/login.feature:29",
                Status.FAILED,
                "Account locked: the portal said <img src=x onerror=\"document.title='owned'\">"
                    + " [REDACTED]"),
            tuple(
                "features/td_synnex/orders.feature:17",
                Status.BROKEN,
                "Step definition missing: When we order something nobody has defined"),
            tuple("features/dh/health.feature:9", Status.BROKEN, "a defect of ours"));
  }

  @Test
  void what_an_after_hook_attaches_belongs_to_the_scenario() {
    assertThat(results)
        .allSatisfy(
            result ->
                assertThat(result.getAttachments())
                    .extracting(Attachment::getName)
                    .containsExactly("Screenshot at the end"));
  }

  @Test
  void a_description_is_shown_as_text() {
    TestResult signIn =
        results.stream()
            .filter(r -> r.getFullName().endsWith("login.feature:7"))
            .findFirst()
            .orElseThrow();

    assertThat(signIn.getDescriptionHtml())
        .isEqualTo(
            "<p>Orders are placed with this account.<br>It must &lt;b&gt;never&lt;/b&gt; be locked"
                + " out.</p>");
  }

  @Test
  void neither_a_secret_nor_a_path_of_this_machine_is_in_any_file() throws IOException {
    String here = CucumberRun.PROJECT.toAbsolutePath().toString();
    int redacted = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(text).as(file.toString()).doesNotContain("canary-5Hq8-xyz").doesNotContain(here);
        redacted += text.contains("[REDACTED]") ? 1 : 0;
      }
    }
    assertThat(redacted).isGreaterThan(10);
  }

  @Test
  void two_recordings_at_once_do_not_mix(@TempDir Path one, @TempDir Path other) {
    try (Recording first = Recording.open(one, CucumberRun.PROJECT, text -> text);
        Recording second = Recording.open(other, CucumberRun.PROJECT, text -> text)) {
      CucumberRun.run(first.plugin() + "," + second.plugin());
      CucumberRun.run(second.plugin());
    }

    assertThat(new ResultFiles(one).results()).hasSize(13);
    assertThat(new ResultFiles(other).results()).hasSize(26);
  }

  @Test
  void a_folder_in_place_of_a_recording_is_added_to(@TempDir Path plain) {
    String plugin = RecordingPlugin.class.getName() + ":" + plain;

    CucumberRun.run(plugin);
    CucumberRun.run(plugin);

    assertThat(new ResultFiles(plain).results()).hasSize(26);
  }

  @Test
  void an_opened_recording_forgets_the_run_before(@TempDir Path again) {
    for (int run = 0; run < 2; run++) {
      try (Recording recording = Recording.open(again, CucumberRun.PROJECT, text -> text)) {
        CucumberRun.run(recording.plugin());
      }
    }

    assertThat(new ResultFiles(again).results()).hasSize(13);
  }

  @Test
  void a_scenario_still_running_when_the_recording_closes_is_broken(@TempDir Path interrupted) {
    Recording recording = Recording.open(interrupted, CucumberRun.PROJECT, text -> text);
    PortalSteps.onInterruption(recording::close);

    CucumberRun.run(recording.plugin(), "interrupted");

    assertThat(new ResultFiles(interrupted).results())
        .extracting(TestResult::getStatus, result -> result.getStatusDetails().getMessage())
        .containsExactly(
            tuple(Status.BROKEN, "Interrupted: the run ended before this scenario did"));
  }

  private static String label(TestResult result, String name) {
    return result.getLabels().stream()
        .filter(label -> name.equals(label.getName()))
        .map(Label::getValue)
        .collect(Collectors.joining(","));
  }
}
