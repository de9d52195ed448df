package dev.gatehouse.cli;

import dev.gatehouse.app.AuditedStore;
import dev.gatehouse.problem.Nearest;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse secret set}. */
@Command(
    name = "set",
    description = {
      "Stores a secret, new or in place of another. At a terminal the value is typed twice and not",
      "shown; otherwise it is read from standard input, without its last newline."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gatehouse secret set dh/password",
      "  pass show dh | gatehouse secret set dh/password"
    })
final class SecretSetCommand implements Callable<Integer> {

  private static final List<String> FIELDS =
      List.of("username", "password", "totp", "api-key", "token");

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

  @Parameters(index = "1..*", arity = "0..*", hidden = true)
  private List<String> values = List.of();

  SecretSetCommand() {
    this(SecretDesk.here());
  }

  SecretSetCommand(SecretDesk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    if (name == null) {
      throw usage("Missing NAME: expected PORTAL/FIELD, as in gatehouse secret set dh/password");
    }
    // Not even said back: it would stand in the log of a CI server.
    if (!values.isEmpty() || name.contains("=")) {
      throw usage(
          "A value is never taken from the command line: other users see it in the list of processes, and the shell keeps it in its history. Nothing was stored. If it was a real one, change it at the portal, then give only the name: gatehouse secret set PORTAL/FIELD");
    }
    SecretName secret = SecretDesk.name(name, spec.commandLine());
    PrintWriter out = spec.commandLine().getOut();
    try (AuditedStore store = desk.changing()) {
      store.ready();
      try (Secret value = desk.value(secret, spec.commandLine())) {
        SecretInfo stored = store.put(secret, value);
        out.printf(
            "Stored %s, version %d, in %s.%n",
            SecretDesk.typed(secret), stored.version(), store.place());
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }
    hints(secret, out);
    out.flush();
    return ExitCode.PASSED;
  }

  private void hints(SecretName secret, PrintWriter out) throws IOException {
    List<String> portals = portals();
    if (!portals.contains(secret.scope())) {
      Nearest.to(secret.scope(), portals)
          .ifPresent(
              near ->
                  out.printf(
                      "Note: there is no portal %s; did you mean %s?%n", secret.scope(), near));
    }
    if (!FIELDS.contains(secret.field()) && !secret.field().startsWith("api-key-")) {
      Nearest.to(secret.field(), FIELDS)
          .ifPresent(
              near ->
                  out.printf(
                      "Note: signing in looks for no field %s; did you mean %s?%n",
                      secret.field(), near));
    }
  }

  private List<String> portals() throws IOException {
    Path folder = desk.settings().portals();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(".yaml"))
          .map(file -> file.substring(0, file.length() - ".yaml".length()))
          .sorted()
          .toList();
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
