package dev.gatehouse.run;

import dev.gatehouse.run.ScenarioResult.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a run ended.
 *
 * @param results one for each scenario, in the order they ended
 * @param stopped whether the run was stopped before its end
 */
public record RunSummary(
    List<ScenarioResult> results, Instant started, Duration took, boolean stopped) {
  public RunSummary {
    results = List.copyOf(results);
  }

  /** Returns how many scenarios ended so. */
  public long count(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }
}
