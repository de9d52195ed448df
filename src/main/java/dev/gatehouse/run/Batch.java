package dev.gatehouse.run;

import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.run.ScenarioResult.Verdict;
import dev.gatehouse.step.OutcomeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherExecutionRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;

/** One portal's scenarios, one after the other on this thread, with their retries. */
final class Batch {

  private final Launcher launcher;
  private final RunRequest request;
  private final RunListener listener;
  private final Consumer<ScenarioResult> results;
  private final BooleanSupplier stopping;

  Batch(
      Launcher launcher,
      RunRequest request,
      RunListener listener,
      Consumer<ScenarioResult> results,
      BooleanSupplier stopping) {
    this.launcher = launcher;
    this.request = request;
    this.listener = listener;
    this.results = results;
    this.stopping = stopping;
  }

  void run(List<PlannedScenario> scenarios) {
    Map<String, PlannedScenario> left = new LinkedHashMap<>();
    scenarios.forEach(scenario -> left.put(scenario.uniqueId(), scenario));
    for (int attempt = 1; !left.isEmpty() && !stopping.getAsBoolean(); attempt++) {
      boolean last = attempt > request.retries();
      Round round = new Round(Map.copyOf(left), attempt, last);
      LauncherExecutionRequest execution =
          LauncherExecutionRequestBuilder.request(
                  CucumberLaunch.request(
                      left.keySet().stream().map(DiscoverySelectors::selectUniqueId).toList(),
                      request.plugins()))
              .listeners(round)
              .build();
      launcher.execute(execution);
      left.keySet().removeAll(round.ended.keySet());
      if (last) {
        break;
      }
    }
  }

  private final class Round implements TestExecutionListener {
    private final Map<String, PlannedScenario> scenarios;
    private final int attempt;
    private final boolean last;
    private final Map<String, ScenarioResult> ended = new HashMap<>();
    private long startedNanos;

    Round(Map<String, PlannedScenario> scenarios, int attempt, boolean last) {
      this.scenarios = scenarios;
      this.attempt = attempt;
      this.last = last;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      PlannedScenario scenario = scenarios.get(test.getUniqueId());
      if (scenario != null) {
        startedNanos = System.nanoTime();
        listener.started(scenario);
      }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult execution) {
      PlannedScenario scenario = scenarios.get(test.getUniqueId());
      if (scenario == null) {
        return;
      }
      Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
      @Nullable Throwable why = execution.getThrowable().orElse(null);
      if (!last && mayBeTriedAgain(why)) {
        return;
      }
      ScenarioResult result = result(scenario, why, execution.getStatus(), took);
      ended.put(scenario.uniqueId(), result);
      results.accept(result);
      listener.finished(result);
    }

    private ScenarioResult result(
        PlannedScenario scenario,
        @Nullable Throwable why,
        TestExecutionResult.Status status,
        Duration took) {
      if (why == null && status == TestExecutionResult.Status.SUCCESSFUL) {
        return new ScenarioResult(
            scenario, Verdict.PASSED, "Done", Optional.empty(), took, attempt);
      }
      if (why instanceof OutcomeException outcome) {
        boolean person = outcome.outcome() instanceof Outcome.NeedsPerson;
        return new ScenarioResult(
            scenario,
            person ? Verdict.NEEDS_PERSON : Verdict.FAILED,
            outcome.outcome().title(),
            Optional.of(outcome.outcome().message()),
            took,
            attempt);
      }
      boolean undefined = why != null && why.getClass().getSimpleName().startsWith("Undefined");
      return new ScenarioResult(
          scenario,
          Verdict.FAILED,
          undefined ? "Step definition missing" : "Gatehouse defect",
          Optional.of(why == null ? "no reason given" : String.valueOf(why.getMessage())),
          took,
          attempt);
    }

    // Only what time can mend; a refusal, a lockout or a submission is never repeated by itself.
    private boolean mayBeTriedAgain(@Nullable Throwable why) {
      return why instanceof OutcomeException outcome
          && outcome.outcome() instanceof Outcome.Failed failed
          && failed.kind().isTransient();
    }
  }
}
