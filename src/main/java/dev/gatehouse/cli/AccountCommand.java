package dev.gatehouse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code gatehouse account}: what portals thought of the accounts' passwords, and beginning anew.
 */
@Command(
    name = "account",
    description = "Lists accounts that portals refused or locked, and has them tried again.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AccountListCommand.class, AccountResetCommand.class},
    footer = {
      "",
      "Examples:",
      "  gatehouse account list",
      "  gatehouse account reset td_synnex --account main"
    })
final class AccountCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "Missing command: expected one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
