package dev.gatehouse.cli;

import dev.gatehouse.app.Settings;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.ProblemsException;
import dev.gatehouse.report.ReportInput;
import dev.gatehouse.report.ReportWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gatehouse report}: makes the HTML report again from the last run's results. */
@Command(
    name = "report",
    description = "Makes the HTML report again from the results in reports/results.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse report"})
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Settings settings = Settings.defaults();
    Path results = settings.reports().resolve("results");
    if (!Files.isDirectory(results)) {
      throw new ProblemsException(
          List.of(
              Problem.at(Position.of(results), "there are no results yet")
                  .hint("run \"gatehouse run\" first")));
    }
    Instant now = Instant.now();
    Path report =
        new ReportWriter(settings.variables())
            .write(
                new ReportInput(
                    results,
                    settings.reports().resolve("html"),
                    settings.reports().resolve("history"),
                    Map.of(),
                    now,
                    now));
    spec.commandLine().getOut().println("Report: " + report.toAbsolutePath());
    return ExitCode.PASSED;
  }
}
