package dev.gatehouse.app;

import dev.gatehouse.report.JUnitXml;
import dev.gatehouse.report.Recording;
import dev.gatehouse.report.ReportInput;
import dev.gatehouse.report.ReportWriter;
import dev.gatehouse.run.FeatureRun;
import dev.gatehouse.run.PlannedScenario;
import dev.gatehouse.run.RunListener;
import dev.gatehouse.run.RunRequest;
import dev.gatehouse.run.RunSummary;
import dev.gatehouse.run.ScenarioResult;
import dev.gatehouse.step.RunScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run from its scenarios to its report: records what Cucumber runs, and makes the report also
 * when the run is stopped.
 */
public final class RunJob {

  private static final Duration LAST_MOMENT = Duration.ofSeconds(4);

  private final Gatehouse gatehouse;
  private final Settings settings;
  private final ReportWriter reportWriter;
  private final Instant started = Instant.now();
  private final Recording recording;
  private final FeatureRun run;
  private boolean reported;

  /**
   * Prepares a run.
   *
   * @param request what to run; its plugins are added to
   */
  public RunJob(Gatehouse gatehouse, Settings settings, RunRequest request, RunListener listener) {
    this.gatehouse = gatehouse;
    this.settings = settings;
    this.reportWriter = new ReportWriter(settings.variables());
    this.recording =
        Recording.open(
            settings.reports().resolve("results"),
            settings.project().toAbsolutePath(),
            gatehouse.redactor()::clean);
    this.run =
        new FeatureRun(
            withPlugin(request, recording.plugin()),
            new AfterFirst(listener, reportWriter::warmUp));
  }

  private static RunRequest withPlugin(RunRequest r, String plugin) {
    return new RunRequest(
        r.features(),
        r.paths(),
        r.tags(),
        r.portal(),
        r.entity(),
        r.workers(),
        r.shard(),
        r.retries(),
        List.of(plugin));
  }

  /**
   * Runs the scenarios; returns when the last has ended, {@link #stop} was called, or the audit log
   * cannot be written any more.
   *
   * @throws dev.gatehouse.audit.AuditException when it cannot be written from the beginning; then
   *     nothing ran
   */
  public RunSummary run(List<PlannedScenario> scenarios) {
    gatehouse.audit().whenFailed(() -> run.stop(Duration.ZERO));
    gatehouse.audit().log();
    RunScope.enter(gatehouse.stepServices());
    try {
      return cleaned(run.run(scenarios));
    } finally {
      RunScope.leave();
    }
  }

  // What a portal says may repeat what was typed, and the summary is printed.
  private RunSummary cleaned(RunSummary summary) {
    List<ScenarioResult> results =
        summary.results().stream()
            .map(
                r ->
                    new ScenarioResult(
                        r.scenario(),
                        r.verdict(),
                        r.title(),
                        r.message().map(gatehouse.redactor()::clean),
                        r.took(),
                        r.tries()))
            .toList();
    return new RunSummary(results, summary.started(), summary.took(), summary.stopped());
  }

  /** Has no further scenario begin, and gives those that run a moment to end. */
  public void stop() {
    run.stop(LAST_MOMENT);
  }

  /** Writes the report, once; later calls return where it is. Returns the HTML file. */
  public synchronized Path report() {
    Path html = settings.reports().resolve("html");
    if (reported) {
      return html.resolve("index.html");
    }
    reported = true;
    recording.close();
    Path results = settings.reports().resolve("results");
    JUnitXml.write(results, settings.reports().resolve("junit.xml"));
    return reportWriter.write(
        new ReportInput(
            results,
            html,
            settings.reports().resolve("history"),
            environment(),
            started,
            Instant.now()));
  }

  private Map<String, String> environment() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Environment", settings.environment());
    gatehouse.browserVersion().ifPresent(version -> facts.put("Browser", version));
    facts.put("Gatehouse", Versions.gatehouse());
    Versions.commit(settings).ifPresent(commit -> facts.put("Commit", commit));
    facts.put("Java", Runtime.version().toString());
    facts.put("System", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("Workers", String.valueOf(settings.workers()));
    return facts;
  }
}
