package dev.gatehouse.cli;

import dev.gatehouse.app.AuditedSecretsFile;
import dev.gatehouse.secret.MasterPasswordSources;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse secret rekey}. */
@Command(
    name = "rekey",
    description = {
      "Seals the secrets file anew under another master password. At a terminal both are typed;",
      "otherwise GATEHOUSE_NEW_MASTER_PASSWORD_FILE, GATEHOUSE_NEW_MASTER_PASSWORD or",
      "GATEHOUSE_NEW_MASTER_PASSWORD_KEYRING gives the new one. Backups made before still open with",
      "the old one."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse secret rekey"})
final class SecretRekeyCommand implements Callable<Integer> {

  private final SecretDesk desk;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  SecretRekeyCommand() {
    this(SecretDesk.here());
  }

  SecretRekeyCommand(SecretDesk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (AuditedSecretsFile store = desk.file("rekey")) {
      int count = store.rekey();
      out.printf(
          "Sealed %s in %s anew. Copies made before open with the old master password: delete"
              + " them.%n",
          count == 1 ? "1 secret" : count + " secrets", store.place());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Map<String, String> variables = desk.settings().variables();
    for (String end : MasterPasswordSources.ENDS) {
      String variable = MasterPasswordSources.PRESENT + end;
      if (!variables.getOrDefault(variable, "").isEmpty()) {
        out.printf("%s still gives the old one: change it.%n", variable);
      }
    }
    out.flush();
    return ExitCode.PASSED;
  }
}
