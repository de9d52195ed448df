package dev.gatehouse.cli;

import dev.gatehouse.app.Records;
import dev.gatehouse.app.Settings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse account reset}. */
@Command(
    name = "reset",
    description = {
      "Forgets the refusals and locks of a portal's accounts, so that they are tried again: once a",
      "person has signed in there, and while no run does."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse account reset td_synnex --account main"})
final class AccountResetCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Parameters(paramLabel = "PORTAL", description = "the portal's name")
  private String portal = "";

  @Option(names = "--account", paramLabel = "NAME", description = "only the account of that name")
  private @Nullable String account;

  AccountResetCommand() {
    this(Settings.defaults());
  }

  AccountResetCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    int count = new Records(settings).resetAccounts(portal, Optional.ofNullable(account));
    PrintWriter out = spec.commandLine().getOut();
    String whose = portal + (account == null ? "" : " as \"" + account + "\"");
    out.println(
        count == 0
            ? "No account at " + whose + " was refused or is locked; gatehouse account list."
            : "Reset "
                + count
                + (count == 1 ? " account" : " accounts")
                + " at "
                + whose
                + "; signing in is tried again.");
    out.flush();
    return count == 0 ? ExitCode.NOTHING_MATCHED : ExitCode.PASSED;
  }
}
