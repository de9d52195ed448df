package dev.gatehouse.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one report is made of. Immutable.
 *
 * @param results the folder with Allure's results, for example {@code reports/results}
 * @param report the folder that gets {@code index.html}, for example {@code reports/html}
 * @param history what earlier reports left for the trends, for example {@code reports/history}
 * @param environment what the run ran with, as names and values in the order they are shown:
 *     browser, versions, commit, environment; empty keeps what the results folder already says
 * @param started when the run began
 * @param finished when its last scenario ended
 */
public record ReportInput(
    Path results,
    Path report,
    Path history,
    Map<String, String> environment,
    Instant started,
    Instant finished) {

  public ReportInput {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
