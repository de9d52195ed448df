package dev.gatehouse.cli;

import dev.gatehouse.app.AuditedSecretsFile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gatehouse secret accept-copy}. */
@Command(
    name = "accept-copy",
    description = {
      "Says that an older copy of the secrets file, or that there is none any more, is meant: after",
      "this it counts as the newest. What was stored since that copy is not in it."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse secret accept-copy"})
final class SecretAcceptCopyCommand implements Callable<Integer> {

  private final SecretDesk desk;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  SecretAcceptCopyCommand() {
    this(SecretDesk.here());
  }

  SecretAcceptCopyCommand(SecretDesk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (AuditedSecretsFile store = desk.file("accept-copy")) {
      int count = store.acceptCopy();
      out.printf(
          "Accepted %s as it is, with %s.%n",
          store.place(), count == 1 ? "1 secret" : count + " secrets");
    }
    out.flush();
    return ExitCode.PASSED;
  }
}
