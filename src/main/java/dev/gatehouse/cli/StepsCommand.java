package dev.gatehouse.cli;

import dev.gatehouse.step.CatalogueStep;
import dev.gatehouse.step.StepCatalogue;
import dev.gatehouse.step.StepDocs;
import dev.gatehouse.step.StepTheme;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse steps}: prints the steps feature files can use. Exits 0, or 3 for no step. */
@Command(
    name = "steps",
    description = "Prints the steps feature files can use, what each does, and an example.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gatehouse steps",
      "  gatehouse steps form",
      "  gatehouse steps --markdown > docs/steps.md"
    })
final class StepsCommand implements Callable<Integer> {

  private static final int WIDTH = 80;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  @Option(names = "--markdown", description = "prints the whole catalogue as Markdown")
  private boolean markdown;

  @Parameters(arity = "0..1", paramLabel = "WORD", description = "only steps that contain it")
  private @Nullable String word;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    StepCatalogue catalogue = StepCatalogue.load();
    if (markdown) {
      out.print(new StepDocs(catalogue).markdown());
      out.flush();
      return ExitCode.PASSED;
    }
    List<CatalogueStep> steps = word == null ? catalogue.steps() : catalogue.containing(word);
    if (json) {
      out.println(Json.of(steps.stream().map(StepsCommand::fields).toList()));
    } else if (!steps.isEmpty()) {
      print(steps, out);
    }
    if (steps.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("No step contains \"" + word + "\"; all of them: gatehouse steps");
      return ExitCode.NOTHING_MATCHED;
    }
    return ExitCode.PASSED;
  }

  private static Map<String, Object> fields(CatalogueStep step) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("theme", step.theme().title());
    fields.put("keyword", step.keyword());
    fields.put("expression", step.expression());
    fields.put("does", step.does());
    fields.put("example", step.example());
    fields.put("table", step.takesTable());
    return fields;
  }

  private static void print(List<CatalogueStep> steps, PrintWriter out) {
    for (StepTheme theme : StepTheme.values()) {
      List<CatalogueStep> ofTheme = steps.stream().filter(s -> s.theme() == theme).toList();
      if (!ofTheme.isEmpty()) {
        out.println(theme.title().toUpperCase(Locale.ROOT));
        ofTheme.forEach(step -> print(step, out));
        out.println();
      }
    }
    out.println(steps.size() + (steps.size() == 1 ? " step." : " steps."));
    out.flush();
  }

  private static void print(CatalogueStep step, PrintWriter out) {
    out.println();
    out.println("  " + step.sentence());
    Wrapped.lines(step.does(), WIDTH - 6).forEach(line -> out.println("      " + line));
    step.example().lines().forEach(line -> out.println("      > " + line));
  }
}
