package dev.gatehouse.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * What earlier reports left for the trends and for each scenario's own history. Allure keeps the
 * last 20 runs in it; of a scenario that has not run for half a year nothing is kept.
 */
final class History {

  private static final String FOLDER = "history";
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(183);
  private static final JsonMapper JSON = new JsonMapper();

  private final Path kept;

  History(Path kept) {
    this.kept = kept;
  }

  /** Puts the history beside the results, unless an earlier report of theirs did. */
  void copyTo(Path results) throws IOException {
    Path beside = results.resolve(FOLDER);
    if (Files.isDirectory(beside)) {
      return;
    }
    Files.createDirectories(beside);
    if (!Files.isDirectory(kept)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(kept, "*.json")) {
      for (Path file : files) {
        Files.copy(file, beside.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Returns the number after the last run's in the history beside the results, 1 without one. */
  long nextRun(Path results) {
    Path trend = results.resolve(FOLDER).resolve("history-trend.json");
    if (!Files.exists(trend)) {
      return 1;
    }
    try {
      return JSON.readTree(trend.toFile()).path(0).path("buildOrder").asLong(0) + 1;
    } catch (IOException e) {
      return 1;
    }
  }

  /** Keeps what the report just made adds. */
  void keep(ReportData report) throws IOException {
    Files.createDirectories(kept);
    for (ReportData.Item item : report.items()) {
      if (item.name().startsWith(FOLDER + "/")) {
        byte[] content = item.content().read();
        String name = item.name().substring(FOLDER.length() + 1);
        byte[] pruned = name.equals("history.json") ? prune(content) : content;
        Atomically.write(kept.resolve(name), out -> out.write(pruned));
      }
    }
  }

  private static byte[] prune(byte[] history) throws IOException {
    if (!(JSON.readTree(history) instanceof ObjectNode scenarios)) {
      return history;
    }
    long newest = 0;
    for (JsonNode scenario : scenarios) {
      newest = Math.max(newest, lastRun(scenario));
    }
    long oldest = newest - FORGOTTEN_AFTER.toMillis();
    scenarios.properties().removeIf(scenario -> lastRun(scenario.getValue()) < oldest);
    return JSON.writeValueAsBytes(scenarios);
  }

  private static long lastRun(JsonNode scenario) {
    return scenario.path("items").path(0).path("time").path("stop").asLong(0);
  }
}
