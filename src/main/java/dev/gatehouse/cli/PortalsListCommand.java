package dev.gatehouse.cli;

import dev.gatehouse.app.Settings;
import dev.gatehouse.portal.Definitions;
import dev.gatehouse.portal.Portal;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse portals list}: a table of the portals. */
@Command(
    name = "list",
    description = "Lists the portals.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse portals list --json"})
final class PortalsListCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  PortalsListCommand() {
    this(Settings.defaults());
  }

  PortalsListCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    List<Portal> portals = List.copyOf(Definitions.load(settings.portals()).portals().all());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(portals.stream().map(PortalsListCommand::fields).toList()));
    } else {
      print(portals, out);
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private static void print(List<Portal> portals, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "TITLE", "GROUP", "RISK", "ENVIRONMENTS", "FORMS", "LAST VERIFIED"));
    portals.forEach(portal -> rows.add(row(portal)));
    Columns.lines(rows).forEach(out::println);
    out.println();
    out.println(portals.size() + (portals.size() == 1 ? " portal." : " portals."));
  }

  private static List<String> row(Portal portal) {
    return List.of(
        portal.name(),
        portal.title(),
        orDash(portal.group()),
        risk(portal),
        String.join(", ", portal.environments().keySet()),
        orDash(String.join(", ", portal.forms().keySet())),
        portal.lastVerified().map(LocalDate::toString).orElse("never"));
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String risk(Portal portal) {
    return portal.risk().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> fields(Portal portal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", portal.name());
    fields.put("title", portal.title());
    fields.put("group", portal.group());
    fields.put("risk", risk(portal));
    fields.put("environments", List.copyOf(portal.environments().keySet()));
    fields.put("entities", portal.entities());
    fields.put("forms", List.copyOf(portal.forms().keySet()));
    fields.put("signUp", portal.signUp().isPresent());
    portal.lastVerified().ifPresent(date -> fields.put("lastVerified", date.toString()));
    return fields;
  }
}
