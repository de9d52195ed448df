package dev.gatehouse.report;

import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Makes a report of one invented scenario and throws it away, so that the classes are loaded. */
final class Rehearsal {

  private Rehearsal() {}

  static void run() throws IOException {
    Path folder = Files.createTempDirectory("gatehouse-report");
    ResultFiles files = new ResultFiles(folder);
    try {
      RunFiles facts = new RunFiles(folder);
      facts.writeCategories();
      long now = System.currentTimeMillis();
      TestResult result =
          new TestResult()
              .setUuid(UUID.randomUUID().toString())
              .setHistoryId("rehearsal")
              .setName("rehearsal")
              .setStatus(Status.PASSED)
              .setStart(now)
              .setStop(now);
      result.getSteps().add(new StepResult().setName("rehearsal").setStatus(Status.PASSED));
      files.write(result.getUuid() + "-result.json", ResultFiles.bytes(result));
      ReportData data = new AllureGenerator().generate(folder);
      new ReportPage(data).writeTo(OutputStream.nullOutputStream());
    } finally {
      files.clear();
      Files.deleteIfExists(folder);
    }
  }
}
