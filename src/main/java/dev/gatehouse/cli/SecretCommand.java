package dev.gatehouse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse secret}: passwords, seeds and keys, and the store they are in. */
@Command(
    name = "secret",
    description = "Stores, lists and deletes passwords, seeds of one-time codes and API keys.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SecretSetCommand.class,
      SecretListCommand.class,
      SecretHistoryCommand.class,
      SecretDeleteCommand.class,
      SecretRotateCommand.class,
      SecretRekeyCommand.class,
      SecretAcceptCopyCommand.class
    },
    footer = {
      "",
      "Names are PORTAL/FIELD or PORTAL/ACCOUNT/FIELD; fields are username, password, totp,",
      "api-key, token, or your own.",
      "",
      "Examples:",
      "  gatehouse secret set dh/password",
      "  gatehouse secret set dh/auditor/password <password.txt",
      "  gatehouse secret list"
    })
final class SecretCommand implements Callable<Integer> {

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
