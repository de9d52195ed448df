package dev.gatehouse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse submission}: forms that were sent, and how they ended. */
@Command(
    name = "submission",
    description =
        "Lists forms that were sent, and settles those of which nobody knows how they ended.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SubmissionListCommand.class, SubmissionSettleCommand.class},
    footer = {
      "",
      "Examples:",
      "  gatehouse submission list",
      "  gatehouse submission settle 7 --sent --reference RMA-104113"
    })
final class SubmissionCommand implements Callable<Integer> {

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
