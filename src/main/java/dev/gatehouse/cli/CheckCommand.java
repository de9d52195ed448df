package dev.gatehouse.cli;

import dev.gatehouse.app.Settings;
import dev.gatehouse.lint.FeatureCheck;
import dev.gatehouse.portal.Definitions;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse check}: checks definitions and feature files. Exits 0, or 2 for problems. */
@Command(
    name = "check",
    description = {
      "Checks the definitions and the feature files without a browser, and prints every problem",
      "with its file, line and column. Warnings are printed too but are no problems."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gatehouse check",
      "  gatehouse check features/dh",
      "  gatehouse check --json features/dh/login.feature"
    })
final class CheckCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  @Parameters(
      paramLabel = "PATH",
      description = "folders, feature files, or FILE:LINE (default: features)")
  private List<String> paths = new ArrayList<>();

  CheckCommand() {
    this(Settings.defaults());
  }

  CheckCommand(Settings settings) {
    this.settings = settings;
  }

  /** What was found. */
  private record Findings(
      Definitions definitions, FeatureCheck.Checked checked, List<Problem> problems) {}

  @Override
  public Integer call() {
    Findings findings = check();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(fields(findings)));
    } else {
      print(findings, out);
    }
    out.flush();
    return findings.problems().isEmpty() ? ExitCode.PASSED : ExitCode.BAD_INPUT;
  }

  private Findings check() {
    Problems problems = new Problems();
    Definitions definitions = Definitions.load(settings.portals(), problems);
    List<String> features =
        paths.isEmpty()
            ? List.of(settings.features().toString())
            : paths.stream().filter(path -> !isDefinition(path)).toList();
    FeatureCheck.Checked checked =
        new FeatureCheck(settings.project()).check(features, definitions, problems);
    return new Findings(definitions, checked, problems.sorted());
  }

  /** Definitions are always checked, all of them: they refer to each other. */
  private boolean isDefinition(String path) {
    return Path.of(path).normalize().startsWith(settings.portals().normalize());
  }

  private static void print(Findings findings, PrintWriter out) {
    findings.problems().forEach(out::println);
    findings.checked().warnings().forEach(warning -> out.println("warning: " + warning));
    if (!findings.problems().isEmpty() || !findings.checked().warnings().isEmpty()) {
      out.println();
    }
    if (findings.problems().isEmpty()) {
      out.println(
          "All good: %s, %s, %s, %s."
              .formatted(
                  count(findings.definitions().portals().names().size(), "portal", "portals"),
                  count(findings.definitions().entities().ids().size(), "entity", "entities"),
                  count(findings.checked().features(), "feature", "features"),
                  count(findings.checked().scenarios(), "scenario", "scenarios")));
    } else {
      long files = findings.problems().stream().map(p -> p.at().file()).distinct().count();
      out.println(
          count(findings.problems().size(), "problem", "problems")
              + " in "
              + count((int) files, "file", "files")
              + ".");
    }
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private static Map<String, Object> fields(Findings findings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", findings.problems().isEmpty());
    fields.put("portals", findings.definitions().portals().names().size());
    fields.put("entities", findings.definitions().entities().ids().size());
    fields.put("features", findings.checked().features());
    fields.put("scenarios", findings.checked().scenarios());
    fields.put("problems", findings.problems().stream().map(CheckCommand::fields).toList());
    fields.put(
        "warnings", findings.checked().warnings().stream().map(CheckCommand::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(Problem problem) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", problem.at().file());
    fields.put("line", problem.at().line());
    fields.put("column", problem.at().column());
    fields.put("what", problem.what());
    problem.found().ifPresent(text -> fields.put("found", text));
    problem.expected().ifPresent(text -> fields.put("expected", text));
    problem.hint().ifPresent(text -> fields.put("hint", text));
    fields.put("message", problem.toString());
    return fields;
  }
}
