package dev.gatehouse.cli;

import dev.gatehouse.app.Records;
import dev.gatehouse.app.Settings;
import dev.gatehouse.ledger.StoredSubmission;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse submission list}: what was sent, the uncertain first. */
@Command(
    name = "list",
    description = {
      "Lists the forms that were sent and how they ended. Those that are uncertain or confirmed are",
      "not sent again with the same content."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse submission list --json"})
final class SubmissionListCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  SubmissionListCommand() {
    this(Settings.defaults());
  }

  SubmissionListCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    List<StoredSubmission> all = new Records(settings).submissions();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(all.stream().map(SubmissionListCommand::fields).toList()));
    } else if (all.isEmpty()) {
      out.println("Nothing was sent.");
    } else {
      print(all, out);
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private static void print(List<StoredSubmission> all, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ID", "State", "Portal", "Form", "Entity", "Sent", "Reference", "Run"));
    for (StoredSubmission s : all) {
      rows.add(
          List.of(
              String.valueOf(s.id()),
              s.state().word(),
              s.portal(),
              s.form(),
              s.entity().isEmpty() ? "-" : s.entity(),
              s.sent(),
              s.reference().orElse("-"),
              s.run()));
    }
    Columns.lines(rows).forEach(out::println);
    long open = all.stream().filter(s -> s.state() == StoredSubmission.State.UNCERTAIN).count();
    if (open > 0) {
      out.println();
      out.println(
          open
              + " uncertain: look in the portal, then gatehouse submission settle ID --sent, or"
              + " --not-sent.");
    }
  }

  static Map<String, Object> fields(StoredSubmission s) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", s.id());
    fields.put("state", s.state().word());
    fields.put("environment", s.environment());
    fields.put("portal", s.portal());
    fields.put("entity", s.entity());
    fields.put("form", s.form());
    s.reference().ifPresent(reference -> fields.put("reference", reference));
    fields.put("run", s.run());
    fields.put("sent", s.sent());
    if (!s.settled().isEmpty()) {
      fields.put("settled", s.settled());
    }
    if (!s.settledBy().isEmpty()) {
      fields.put("settledBy", s.settledBy());
    }
    return fields;
  }
}
