package dev.gatehouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.PersonReason;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Path results;

  ReportWriterTest(@TempDir Path folder) {
    this.folder = folder;
    this.results = folder.resolve("results");
  }

  private Path report(Map<String, String> environment) {
    return new ReportWriter(Map.of())
        .write(
            new ReportInput(
                results,
                folder.resolve("html"),
                folder.resolve("history"),
                environment,
                Instant.parse("2026-03-01T12:00:00Z"),
                Instant.parse("2026-03-01T12:01:05Z")));
  }

  private void newRun(String scenario, Instant at) {
    ResultFiles files = new ResultFiles(results);
    files.clear();
    TestResult result =
        new TestResult()
            .setUuid(UUID.randomUUID().toString())
            .setHistoryId(scenario)
            .setName(scenario)
            .setStatus(Status.PASSED)
            .setStart(at.toEpochMilli())
            .setStop(at.toEpochMilli());
    files.write(result.getUuid() + "-result.json", ResultFiles.bytes(result));
  }

  private JsonNode history(String name) throws IOException {
    return JSON.readTree(folder.resolve("history").resolve(name).toFile());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  @Test
  void the_report_is_one_file() throws IOException {
    newRun("one", Instant.EPOCH);

    Path page = report(Map.of());

    assertThat(page).isEqualTo(folder.resolve("html").resolve("index.html"));
    assertThat(names(folder.resolve("html"))).containsExactly("index.html");
  }

  @Test
  void the_page_names_no_host_and_forbids_itself_every_connection() throws IOException {
    newRun("one", Instant.EPOCH);

    String page = Files.readString(report(Map.of()));

    assertThat(page)
        .doesNotContain("googletagmanager", "google-analytics", "src=\"http", "href=\"http")
        .contains("default-src 'none'; script-src 'nonce-");
  }

  @Test
  void a_run_without_results_has_a_report_too() {
    assertThat(report(Map.of())).isNotEmptyFile();
  }

  @Test
  void a_category_stands_for_every_outcome_and_one_for_the_rest() throws IOException {
    newRun("one", Instant.EPOCH);
    report(Map.of());
    Map<String, String> patterns = new LinkedHashMap<>();
    for (JsonNode category : JSON.readTree(results.resolve("categories.json").toFile())) {
      patterns.put(category.path("name").asText(), category.path("messageRegex").asText());
    }

    Map<String, String> messages = new LinkedHashMap<>();
    for (FailureKind kind : FailureKind.values()) {
      messages.put(kind.title() + ": what\nhappened", kind.title());
    }
    for (PersonReason reason : PersonReason.values()) {
      messages.put(reason.title() + ": why", "Person needed: " + reason.title());
    }
    messages.put("Step definition missing: When x", "Step definition missing");
    messages.put("Step definition ambiguous: When x", "Step definition ambiguous");
    messages.put("Healed: submit (sign-in)", "Healed, waits for approval");
    messages.put("Interrupted: the run ended", "Interrupted");
    messages.put("java.lang.NullPointerException", "Gatehouse defect");
    messages.put("Portal downtime", "Gatehouse defect");

    messages.forEach(
        (message, expected) -> {
          List<String> matching = new ArrayList<>();
          patterns.forEach(
              (name, regex) -> {
                if (message.matches("(?s)" + regex)) {
                  matching.add(name);
                }
              });
          assertThat(matching).as(message).containsExactly(expected);
        });
  }

  @Test
  void the_environment_keeps_its_order_and_survives_a_second_report() throws IOException {
    newRun("one", Instant.EPOCH);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("Z first: =", "a=b \\ c");
    environment.put("A second", "Zürich 東京");
    report(environment);
    report(Map.of());

    assertThat(new RunFiles(results).environment())
        .containsAllEntriesOf(environment)
        .containsEntry("Took", "1 min 5 s")
        .extracting(read -> List.copyOf(read.keySet()))
        .isEqualTo(List.of("Z first: =", "A second", "Started", "Took"));
  }

  @Test
  void each_run_is_one_point_of_the_trend_however_often_it_is_reported() throws IOException {
    newRun("one", Instant.EPOCH);
    report(Map.of());
    report(Map.of());
    newRun("one", Instant.EPOCH.plusSeconds(60));
    report(Map.of());

    assertThat(history("history-trend.json").findValuesAsText("buildOrder"))
        .containsExactly("2", "1");
    assertThat(history("history.json").path("one").path("items")).hasSize(2);
  }

  @Test
  void the_last_twenty_runs_are_kept() throws IOException {
    for (int run = 0; run < 22; run++) {
      newRun("one", Instant.EPOCH.plusSeconds(run));
      report(Map.of());
    }

    assertThat(history("history-trend.json")).hasSize(20);
    assertThat(history("history.json").path("one").path("items")).hasSize(20);
  }

  @Test
  void a_scenario_gone_for_half_a_year_is_forgotten() throws IOException {
    newRun("old", Instant.EPOCH);
    report(Map.of());
    newRun("young", Instant.EPOCH.plus(Duration.ofDays(180)));
    report(Map.of());
    assertThat(history("history.json").has("old")).isTrue();

    newRun("young", Instant.EPOCH.plus(Duration.ofDays(190)));
    report(Map.of());

    assertThat(history("history.json").has("old")).isFalse();
    assertThat(history("history.json").has("young")).isTrue();
  }

  @Test
  void a_damaged_history_costs_the_trend_and_not_the_report() throws IOException {
    Path history = Files.createDirectories(folder.resolve("history"));
    Files.writeString(history.resolve("history.json"), "{\"one\":");
    Files.writeString(history.resolve("history-trend.json"), "[{");
    newRun("one", Instant.EPOCH);

    report(Map.of());

    assertThat(history("history-trend.json")).hasSize(1);
    assertThat(history("history.json").has("one")).isTrue();
  }

  @Test
  void a_rehearsal_leaves_nothing_behind() throws IOException {
    List<String> before = names(Path.of(System.getProperty("java.io.tmpdir")));

    Rehearsal.run();

    assertThat(names(Path.of(System.getProperty("java.io.tmpdir"))))
        .filteredOn(name -> name.startsWith("gatehouse-report"))
        .isSubsetOf(before);
  }
}
