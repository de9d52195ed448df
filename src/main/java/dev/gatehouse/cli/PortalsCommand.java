package dev.gatehouse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse portals}: what is known about the portals. */
@Command(
    name = "portals",
    description = "Lists the portals, or writes their documentation.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PortalsListCommand.class, PortalsDocsCommand.class},
    footer = {"", "Examples:", "  gatehouse portals list", "  gatehouse portals docs"})
final class PortalsCommand implements Callable<Integer> {

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
