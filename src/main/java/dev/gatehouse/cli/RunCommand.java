package dev.gatehouse.cli;

import dev.gatehouse.app.Gatehouse;
import dev.gatehouse.app.Rotation;
import dev.gatehouse.app.RunBrowsers;
import dev.gatehouse.app.RunJob;
import dev.gatehouse.app.Settings;
import dev.gatehouse.audit.AuditException;
import dev.gatehouse.lint.FeatureCheck;
import dev.gatehouse.portal.Definitions;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.run.FeatureRun;
import dev.gatehouse.run.PlannedScenario;
import dev.gatehouse.run.RunRequest;
import dev.gatehouse.run.RunSummary;
import dev.gatehouse.run.ScenarioResult.Verdict;
import dev.gatehouse.run.Shard;
import dev.gatehouse.step.Traces;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse run}: runs feature files and makes the report. */
@Command(
    name = "run",
    description = {
      "Runs feature files in a real browser and makes the Allure report.",
      "Without arguments: all of features/, against the embedded portals."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gatehouse run",
      "  gatehouse run --tags '@login and not @slow' --workers 4",
      "  gatehouse run --portal dh features/dh/login.feature:12",
      "  gatehouse run --env production --tags '@health'",
      "  gatehouse run --traces failures"
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--tags",
      paramLabel = "EXPR",
      description = "only scenarios with these tags: \"@login and not @slow\"")
  private @Nullable String tags;

  @Option(names = "--portal", paramLabel = "P", description = "only this portal's scenarios")
  private @Nullable String portal;

  @Option(names = "--entity", paramLabel = "E", description = "only this entity's scenarios")
  private @Nullable String entity;

  @Option(
      names = "--env",
      paramLabel = "ENV",
      defaultValue = Settings.SANDBOX,
      description = "sandbox (the embedded portals, default) or production")
  private String environment = Settings.SANDBOX;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "how many portals are worked at once (default: one a processor, 2 to 4)")
  private int workers = Settings.defaultWorkers();

  @Option(names = "--shard", paramLabel = "I/N", description = "only part I of N")
  private @Nullable String shard;

  @Option(
      names = "--retries",
      paramLabel = "N",
      description = "run a scenario that failed for a passing reason again, up to N times")
  private int retries;

  @Option(
      names = "--traces",
      paramLabel = "WHICH",
      description = {
        "keep a trace, cleaned of secrets, of the scenarios that fail: failures, or of all: all",
        "(default: off; GATEHOUSE_TRACES says otherwise)"
      })
  private @Nullable String traces;

  @Option(
      names = "--sign-out",
      description = {
        "sign out of the portal at the end of every scenario, also where its file does not ask for",
        "it; no session is kept then"
      })
  private boolean signOut;

  @Option(names = "--headed", description = "show the browser's windows")
  private boolean headed;

  @Option(
      names = "--sandbox-latency",
      paramLabel = "MS",
      description = "how long each embedded portal waits before it answers, in ms")
  private int sandboxLatencyMillis;

  @Parameters(
      paramLabel = "PATH",
      description = "folders, feature files, or FILE:LINE (default: features)")
  private List<String> paths = new ArrayList<>();

  @Override
  public Integer call() {
    Settings settings = settings();
    RunRequest request = request(settings);
    PrintWriter out = spec.commandLine().getOut();
    try (RunBrowsers browsers = new RunBrowsers(settings, out::println)) {
      // They take as long to start as everything else that has to be done before the first
      // scenario.
      browsers.warmUp();
      return run(settings, request, browsers, out);
    }
  }

  private int run(Settings settings, RunRequest request, RunBrowsers browsers, PrintWriter out) {
    Definitions defined = Definitions.load(settings.portals());
    Definitions definitions = signOut ? defined.signedOutOnExit() : defined;
    checkNames(definitions);
    try (Gatehouse gatehouse =
        new Gatehouse(settings, definitions, browsers, new ConsolePrompt())) {
      try {
        checkFeatures(settings, definitions);
        List<PlannedScenario> scenarios =
            here(withoutRotations(FeatureRun.choose(request)), definitions, out);
        if (scenarios.isEmpty()) {
          spec.commandLine().getErr().println(nothingMatched());
          return ExitCode.NOTHING_MATCHED;
        }
        return run(gatehouse, settings, request, scenarios, browsers, out);
      } catch (RuntimeException e) {
        throw gatehouse.cleaned(e);
      }
    }
  }

  // They change a password, which has to be stored as well.
  private static List<PlannedScenario> withoutRotations(List<PlannedScenario> chosen) {
    return chosen.stream().filter(scenario -> !scenario.tags().contains(Rotation.TAG)).toList();
  }

  // A portal that is not in this environment has nothing to be run here; that is said, not failed.
  private List<PlannedScenario> here(
      List<PlannedScenario> chosen, Definitions definitions, PrintWriter out) {
    Map<Boolean, List<PlannedScenario>> parts =
        chosen.stream()
            .collect(Collectors.partitioningBy(scenario -> isHere(scenario, definitions)));
    List<PlannedScenario> elsewhere = parts.getOrDefault(false, List.of());
    if (!elsewhere.isEmpty()) {
      out.printf(
          "Left out %d %s of portals that have no %s environment: %s%n",
          elsewhere.size(),
          Progress.plural("scenario", elsewhere.size()),
          environment,
          String.join(
              ", ", elsewhere.stream().map(PlannedScenario::portal).distinct().sorted().toList()));
      out.flush();
    }
    return parts.getOrDefault(true, List.of());
  }

  private boolean isHere(PlannedScenario scenario, Definitions definitions) {
    return definitions
        .portals()
        .named(scenario.portal())
        .map(p -> p.environments().containsKey(environment))
        .orElse(true);
  }

  private int run(
      Gatehouse gatehouse,
      Settings settings,
      RunRequest request,
      List<PlannedScenario> scenarios,
      RunBrowsers browsers,
      PrintWriter out) {
    Progress progress = new Progress(out, Boolean.getBoolean("gatehouse.terminal"));
    RunJob job = new RunJob(gatehouse, settings, request, progress);
    Thread whenStopped = new Thread(() -> stopped(job, browsers, gatehouse, out), "stopped");
    Runtime.getRuntime().addShutdownHook(whenStopped);
    RunSummary summary = job.run(scenarios);
    Optional<AuditException> unaudited = gatehouse.auditFailure();
    if (summary.stopped() && unaudited.isEmpty()) {
      return ExitCode.FAILED;
    }
    Path report = job.report();
    Runtime.getRuntime().removeShutdownHook(whenStopped);
    new SummaryTable(summary).print(out, report, gatehouse.healingsWaiting());
    out.flush();
    if (unaudited.isPresent()) {
      spec.commandLine().getErr().println(unaudited.get().getMessage());
      return ExitCode.BAD_INPUT;
    }
    return exitCode(summary);
  }

  // Runs while the process is being ended by Ctrl-C or a signal.
  private static void stopped(
      RunJob job, RunBrowsers browsers, Gatehouse gatehouse, PrintWriter out) {
    out.println();
    out.println("Stopping ...");
    out.flush();
    job.stop();
    out.println("Stopped. Report of what ran so far: " + job.report().toAbsolutePath());
    out.flush();
    browsers.close();
    try {
      gatehouse.close();
    } catch (AuditException e) {
      out.println(e.getMessage());
      out.flush();
    }
  }

  private Settings settings() {
    if (workers < 1 || workers > 64) {
      throw usage("--workers", String.valueOf(workers), "a number from 1 to 64");
    }
    if (retries < 0 || retries > 10) {
      throw usage("--retries", String.valueOf(retries), "a number from 0 to 10");
    }
    if (!environment.equals("sandbox") && !environment.equals("production")) {
      throw usage("--env", environment, "sandbox or production");
    }
    return new Settings(
        Path.of(""),
        environment,
        workers,
        headed,
        Duration.ofMillis(sandboxLatencyMillis),
        traces(),
        System.getenv());
  }

  private Traces traces() {
    try {
      return traces == null ? Settings.traces(System.getenv()) : Traces.named(traces);
    } catch (IllegalArgumentException e) {
      String where = traces == null ? "" : "--traces: ";
      throw new ParameterException(spec.commandLine(), where + e.getMessage(), e);
    }
  }

  private ParameterException usage(String option, String found, String expected) {
    return new ParameterException(
        spec.commandLine(), "%s: found \"%s\", expected %s".formatted(option, found, expected));
  }

  private RunRequest request(Settings settings) {
    Shard part;
    try {
      part = shard == null ? Shard.ALL : Shard.parse(shard);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--shard: " + e.getMessage(), e);
    }
    return new RunRequest(
        settings.features(),
        paths,
        Optional.ofNullable(tags),
        Optional.ofNullable(portal),
        Optional.ofNullable(entity),
        workers,
        part,
        retries,
        List.of());
  }

  private void checkNames(Definitions definitions) {
    Problems problems = new Problems();
    if (portal != null && definitions.portals().named(portal).isEmpty()) {
      problems.add(
          Problem.at(new Position("--portal", 0, 0), "no such portal")
              .found("\"" + portal + "\"")
              .expected("one of " + String.join(", ", definitions.portals().names()))
              .didYouMean(portal, definitions.portals().names()));
    }
    if (entity != null && definitions.entities().withId(entity).isEmpty()) {
      problems.add(
          Problem.at(new Position("--entity", 0, 0), "no such entity")
              .found("\"" + entity + "\"")
              .expected("one of " + String.join(", ", definitions.entities().ids()))
              .didYouMean(entity, definitions.entities().ids()));
    }
    problems.throwIfAny();
  }

  private void checkFeatures(Settings settings, Definitions definitions) {
    List<String> features = paths.isEmpty() ? List.of(settings.features().toString()) : paths;
    Problems problems = new Problems();
    new FeatureCheck(settings.project()).check(features, definitions, problems);
    problems.throwIfAny();
  }

  private String nothingMatched() {
    List<String> asked = new ArrayList<>();
    asked.add(paths.isEmpty() ? "features" : String.join(" ", paths));
    Optional.ofNullable(tags).ifPresent(t -> asked.add("--tags " + t));
    Optional.ofNullable(portal).ifPresent(p -> asked.add("--portal " + p));
    Optional.ofNullable(entity).ifPresent(e -> asked.add("--entity " + e));
    Optional.ofNullable(shard).ifPresent(s -> asked.add("--shard " + s));
    return "No scenario matches: %s. Nothing was run.%s"
        .formatted(
            String.join(", ", asked),
            String.valueOf(tags).contains(Rotation.TAG)
                ? " Scenarios tagged %s are run by gatehouse secret rotate alone."
                    .formatted(Rotation.TAG)
                : "");
  }

  static int exitCode(RunSummary summary) {
    if (summary.count(Verdict.FAILED) > 0 || summary.count(Verdict.NOT_RUN) > 0) {
      return ExitCode.FAILED;
    }
    return summary.count(Verdict.NEEDS_PERSON) > 0 ? ExitCode.PERSON_NEEDED : ExitCode.PASSED;
  }
}
