package dev.gatehouse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse audit}: what was done, and whether the log of it stands. */
@Command(
    name = "audit",
    description = "Verifies the audit log, reports and exports from it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditVerifyCommand.class, AuditReportCommand.class, AuditExportCommand.class},
    footer = {
      "",
      "Examples:",
      "  gatehouse audit verify",
      "  gatehouse audit report --from 2026-11-01 --to 2026-11-30 --format csv"
    })
final class AuditCommand implements Callable<Integer> {

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
