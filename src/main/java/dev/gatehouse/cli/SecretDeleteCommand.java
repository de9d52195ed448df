package dev.gatehouse.cli;

import dev.gatehouse.problem.Nearest;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse secret delete}. */
@Command(
    name = "delete",
    description = "Erases a secret. Backups made before still have it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse secret delete dh/auditor/password"})
final class SecretDeleteCommand implements Callable<Integer> {

  private final SecretDesk desk;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "PORTAL/FIELD or PORTAL/ACCOUNT/FIELD")
  private @Nullable String name;

  SecretDeleteCommand() {
    this(SecretDesk.here());
  }

  SecretDeleteCommand(SecretDesk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (name == null) {
      throw new ParameterException(
          spec.commandLine(),
          "Missing NAME: expected PORTAL/FIELD, as in gatehouse secret delete dh/password");
    }
    SecretName secret = SecretDesk.name(name, spec.commandLine());
    PrintWriter out = spec.commandLine().getOut();
    try (SecretStore store = desk.changing()) {
      if (!store.delete(secret)) {
        throw unknown(secret, store);
      }
      out.printf("Deleted %s from %s.%n", SecretDesk.typed(secret), store.place());
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private ParameterException unknown(SecretName secret, SecretStore store) {
    List<String> known = store.list().stream().map(info -> SecretDesk.typed(info.name())).toList();
    String typed = SecretDesk.typed(secret);
    return new ParameterException(
        spec.commandLine(),
        "There is no secret %s in %s; nothing was deleted%s. gatehouse secret list shows those there are."
            .formatted(
                typed,
                store.place(),
                Nearest.to(typed, known).map(near -> "; did you mean " + near + "?").orElse(""))
            .replace("?.", "?"));
  }
}
