package dev.gatehouse.cli;

import dev.gatehouse.app.Browsers;
import dev.gatehouse.app.Inspection;
import dev.gatehouse.app.Inspection.Inspected;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.Recognised;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse inspect}: what is recognised on pages, and why. Enters and clicks nothing. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Shows what is recognised on a page, how surely, and by which evidence.",
    footer = {
      "",
      "Examples:",
      "  gatehouse inspect https://portal.example/login --picture login.png",
      "  gatehouse inspect --labels pages --out predictions.json"
    })
public final class InspectCommand implements Callable<Integer> {

  private final Browsers browsers;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PAGE", description = "addresses, HTML files, or folders of them")
  private List<String> pages = new ArrayList<>();

  @Option(
      names = "--labels",
      paramLabel = "DIR",
      description =
          "Reads every stored page of the folder and writes what is recognised as labels.")
  private @Nullable Path labels;

  @Option(names = "--out", paramLabel = "FILE", description = "where to write the labels")
  private @Nullable Path out;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Writes a screenshot with what was recognised framed (default: inspect.png).")
  private @Nullable Path picture;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  public InspectCommand(Browsers browsers) {
    this.browsers = browsers;
  }

  @Override
  public Integer call() throws IOException {
    if ((labels == null) != (out == null)) {
      throw new ParameterException(
          spec.commandLine(), "--labels DIR and --out FILE belong together; give both.");
    }
    if ((labels == null) == pages.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Say what to inspect: an address, a file, or --labels DIR --out FILE.");
    }
    return labels == null || out == null ? show() : writeLabels(labels, out);
  }

  private int show() throws IOException {
    List<String> addresses = new ArrayList<>();
    for (String page : pages) {
      addresses.addAll(addresses(page));
    }
    PrintWriter to = spec.commandLine().getOut();
    List<Map<String, Object>> documents = new ArrayList<>();
    List<String> unopened = new ArrayList<>();
    try (Inspection inspection = new Inspection(browsers, this::tell)) {
      for (int i = 0; i < addresses.size(); i++) {
        Inspected seen;
        try {
          seen = inspection.visit(addresses.get(i));
        } catch (BrowserException e) {
          unopened.add(String.valueOf(e.getMessage()));
          continue;
        }
        Path file = pictureOf(i, addresses.size());
        Files.write(file, inspection.picture(seen));
        if (json) {
          documents.add(document(seen, file));
        } else {
          print(seen, file, to);
        }
      }
    }
    if (json) {
      to.println(Json.of(documents));
    }
    unopened.forEach(this::tell);
    return unopened.isEmpty() ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private void tell(String line) {
    spec.commandLine().getErr().println(line);
  }

  private Path pictureOf(int at, int of) {
    Path file = picture == null ? Path.of("inspect.png") : picture;
    if (of == 1) {
      return file;
    }
    String name = file.getFileName().toString().replaceFirst("(\\.png)?$", "-" + (at + 1) + ".png");
    return file.resolveSibling(name);
  }

  private List<String> addresses(String page) throws IOException {
    if (page.startsWith("http://") || page.startsWith("https://")) {
      return List.of(page);
    }
    Path path = Path.of(page);
    if (!Files.exists(path)) {
      throw new ParameterException(
          spec.commandLine(),
          "No such page: " + page + "; expected an address with http:// or https://, or a file.");
    }
    return files(path).stream().map(file -> file.toUri().toString()).toList();
  }

  private List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path.toAbsolutePath());
    }
    try (Stream<Path> files = Files.list(path.toAbsolutePath())) {
      List<Path> found =
          files
              .filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".html"))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "No pages in " + path + "; expected files that end in .html.");
      }
      return found;
    }
  }

  private static void print(Inspected seen, Path picture, PrintWriter to) {
    to.printf("%s%n\"%s\", %s%n%n", seen.address(), seen.title(), kind(seen));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "what", "sure", "where", "locator", "runner-up", "evidence"));
    for (int i = 0; i < seen.found().size(); i++) {
      Recognised one = seen.found().get(i);
      rows.add(
          List.of(
              String.valueOf(i + 1),
              one.intent().word(),
              percent(one.probability()),
              one.control().describe() + (one.control().visible() ? "" : ", hidden"),
              one.control().locator(),
              one.runnerUp()
                  .map(intent -> intent.word() + " " + percent(one.runnerUpProbability()))
                  .orElse("-"),
              String.join("; ", one.evidence())));
    }
    if (seen.found().isEmpty()) {
      to.println("Nothing was recognised.");
    } else {
      Columns.lines(rows).forEach(to::println);
    }
    to.printf("%nPicture: %s%n%n", picture);
    to.flush();
  }

  private static String kind(Inspected seen) {
    return "kind of page: " + seen.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  private static Map<String, Object> document(Inspected seen, Path picture) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("address", seen.address());
    document.put("title", seen.title());
    document.put("kind", seen.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    document.put("picture", picture.toString());
    document.put("controls", seen.found().stream().map(InspectCommand::control).toList());
    return document;
  }

  private static Map<String, Object> control(Recognised one) {
    Map<String, Object> control = new LinkedHashMap<>();
    control.put("what", one.intent().word());
    control.put("probability", one.probability());
    control.put("caption", one.control().caption());
    control.put("visible", one.control().visible());
    control.put("locator", one.control().locator());
    one.runnerUp()
        .ifPresent(
            intent ->
                control.put(
                    "runnerUp",
                    Map.of("what", intent.word(), "probability", one.runnerUpProbability())));
    control.put("evidence", one.evidence());
    return control;
  }

  private int writeLabels(Path folder, Path file) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(), "--labels: found " + folder + ", expected a folder of HTML pages.");
    }
    Map<String, List<Map<String, Object>>> claims = new TreeMap<>();
    List<Path> stored = files(folder);
    try (Inspection inspection = new Inspection(browsers, this::tell)) {
      for (Path page : stored) {
        claims.put(
            page.getFileName().toString(), claims(inspection.stored(page.toUri().toString())));
      }
    }
    Files.writeString(file, Json.of(claims));
    spec.commandLine()
        .getOut()
        .printf("%d pages read, labels written to %s%n", claims.size(), file);
    return ExitCode.PASSED;
  }

  private static List<Map<String, Object>> claims(Inspected seen) {
    List<Map<String, Object>> claims = new ArrayList<>();
    for (Recognised one : seen.found()) {
      if (!one.located().frame().reading().main()) {
        continue;
      }
      Map<String, Object> claim = new LinkedHashMap<>();
      claim.put("control", seen.numbers().get(one.control().index()));
      if (one.intent() == Intent.SUBMIT) {
        claim.put("submit", true);
      } else {
        claim.put("type", one.intent().word());
      }
      claims.add(claim);
    }
    return claims;
  }
}
