package dev.gatehouse.report;

import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes reports of one invented scenario and throws them away, so that the classes are loaded. */
final class Rehearsal {

  private Rehearsal() {}

  static void run() throws IOException {
    Path folder = Files.createTempDirectory("gatehouse-report");
    try {
      Path results = folder.resolve("results");
      ReportInput input =
          new ReportInput(
              results,
              folder.resolve("html"),
              folder.resolve("history"),
              Map.of("Rehearsal", "yes"),
              Instant.EPOCH,
              Instant.EPOCH);
      // The second time there is a history to read.
      for (int run = 0; run < 2; run++) {
        ResultFiles files = new ResultFiles(results);
        files.clear();
        invent(files);
        new ReportWriter(Map.of()).write(input);
      }
    } finally {
      delete(folder);
    }
  }

  private static void invent(ResultFiles files) {
    String uuid = UUID.randomUUID().toString();
    files.write(uuid + "-attachment", "rehearsal".getBytes(StandardCharsets.UTF_8));
    TestResult result =
        new TestResult()
            .setUuid(uuid)
            .setHistoryId("rehearsal")
            .setName("rehearsal")
            .setStatus(Status.FAILED)
            .setStatusDetails(new StatusDetails().setMessage("rehearsal").setTrace("rehearsal"))
            .setStart(0L)
            .setStop(1L);
    for (String label :
        List.of("epic", "feature", "story", "parentSuite", "suite", "severity", "host", "thread")) {
      result.getLabels().add(new Label().setName(label).setValue("normal"));
    }
    StepResult step = new StepResult().setName("rehearsal").setStatus(Status.PASSED);
    step.getAttachments()
        .add(
            new Attachment()
                .setName("rehearsal")
                .setSource(uuid + "-attachment")
                .setType("text/plain"));
    result.getSteps().add(step);
    files.write(uuid + "-result.json", ResultFiles.bytes(result));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
