package dev.gatehouse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse locator}: controls that moved, and what a person says of where they are now. */
@Command(
    name = "locator",
    description = "Lists controls that were found elsewhere than before, and decides on them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LocatorListCommand.class,
      LocatorApproveCommand.class,
      LocatorRejectCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  gatehouse locator list",
      "  gatehouse locator approve 7",
      "  gatehouse locator reject 8"
    })
final class LocatorCommand implements Callable<Integer> {

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
