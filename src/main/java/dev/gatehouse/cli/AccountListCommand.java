package dev.gatehouse.cli;

import dev.gatehouse.app.Records;
import dev.gatehouse.app.Settings;
import dev.gatehouse.ledger.AccountStanding;
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

/** {@code gatehouse account list}: the accounts that were refused or are locked. */
@Command(
    name = "list",
    description = {
      "Lists the accounts that portals refused or locked: how often in a row, and since when. An",
      "attempt of which it is not known how it ended counts as a refusal."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse account list --json"})
final class AccountListCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  AccountListCommand() {
    this(Settings.defaults());
  }

  AccountListCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    List<AccountStanding> accounts = new Records(settings).accounts();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(accounts.stream().map(AccountListCommand::fields).toList()));
    } else if (accounts.isEmpty()) {
      out.println("No portal refused an account.");
    } else {
      print(accounts, out);
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private static void print(List<AccountStanding> accounts, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Portal", "Account", "Environment", "Refusals", "Unsettled", "Since", ""));
    for (AccountStanding a : accounts) {
      rows.add(
          List.of(
              a.portal(),
              a.account(),
              a.environment(),
              String.valueOf(a.refusals()),
              String.valueOf(a.unsettled()),
              a.since().isEmpty() ? "-" : a.since(),
              a.locked() ? "locked" : ""));
    }
    Columns.lines(rows).forEach(out::println);
    out.println();
    out.println(
        "Once a person has signed in there: gatehouse account reset PORTAL --account NAME.");
  }

  private static Map<String, Object> fields(AccountStanding a) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("portal", a.portal());
    fields.put("account", a.account());
    fields.put("environment", a.environment());
    fields.put("refusals", a.refusals());
    fields.put("unsettled", a.unsettled());
    if (!a.since().isEmpty()) {
      fields.put("since", a.since());
    }
    fields.put("locked", a.locked());
    return fields;
  }
}
