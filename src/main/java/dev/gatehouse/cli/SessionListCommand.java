package dev.gatehouse.cli;

import dev.gatehouse.app.Records;
import dev.gatehouse.app.Settings;
import dev.gatehouse.session.StoredSession;
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

/** {@code gatehouse session list}: the sessions kept for later runs; never what is in them. */
@Command(
    name = "list",
    description = {
      "Lists the sessions kept for later runs: whose, since when, when last proven alive. Each is",
      "proven alive again before it is used."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse session list --json"})
final class SessionListCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  SessionListCommand() {
    this(Settings.defaults());
  }

  SessionListCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    List<StoredSession> sessions = new Records(settings).sessions();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(sessions.stream().map(SessionListCommand::fields).toList()));
    } else if (sessions.isEmpty()) {
      out.println("No session is kept.");
    } else {
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of("Portal", "Account", "Environment", "Risk", "Signed in", "Verified", "Renewed"));
      sessions.forEach(
          session -> rows.add(fields(session).values().stream().map(String::valueOf).toList()));
      Columns.lines(rows).forEach(out::println);
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private static Map<String, Object> fields(StoredSession session) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("portal", session.portal());
    fields.put("account", session.account());
    fields.put("environment", session.environment());
    fields.put("risk", session.risk());
    fields.put("signedIn", session.signedIn().toString());
    fields.put("verified", session.verified().toString());
    fields.put("renewed", session.refreshCount());
    return fields;
  }
}
