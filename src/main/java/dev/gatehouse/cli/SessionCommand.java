package dev.gatehouse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse session}: who is still signed in, and forgetting it. */
@Command(
    name = "session",
    description = "Lists the sessions kept for later runs, and forgets them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SessionListCommand.class, SessionDropCommand.class},
    footer = {
      "",
      "Examples:",
      "  gatehouse session list",
      "  gatehouse session drop td_synnex --account main"
    })
final class SessionCommand implements Callable<Integer> {

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
