package dev.gatehouse.cli;

import dev.gatehouse.audit.SecretTrail;
import dev.gatehouse.audit.SecretTrail.Change;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.SecretName;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse secret history}: the rotation trail of a secret, without the secret. */
@Command(
    name = "history",
    description = {
      "Tells when a secret was set, rotated or deleted, and by whom, as the audit log has it; never a",
      "value. Needs no master password."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse secret history telegram/api-key"})
final class SecretHistoryCommand implements Callable<Integer> {

  private final SecretDesk desk;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "PORTAL/FIELD or PORTAL/ACCOUNT/FIELD; all secrets unless given")
  private @Nullable String name;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  SecretHistoryCommand() {
    this(SecretDesk.here());
  }

  SecretHistoryCommand(SecretDesk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Optional<SecretName> secret =
        Optional.ofNullable(name).map(text -> SecretDesk.name(text, spec.commandLine()));
    Path log = desk.settings().audit();
    SecretTrail trail = SecretTrail.of(log, secret.map(SecretName::toString));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(trail.changes().stream().map(SecretHistoryCommand::fields).toList()));
    } else if (trail.changes().isEmpty()) {
      out.printf(
          "No change of %s is written down in %s. What is changed past Gatehouse, as variables are, is not.%n",
          secret.map(SecretDesk::typed).orElse("a secret"), log);
    } else {
      Columns.lines(trail.changes().stream().map(SecretHistoryCommand::row).toList())
          .forEach(out::println);
    }
    out.flush();
    if (trail.unreadable() > 0) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "%d %s of %s could not be read. Run \"gatehouse audit verify\".%n",
          trail.unreadable(), trail.unreadable() == 1 ? "line" : "lines", log);
      err.flush();
    }
    return trail.changes().isEmpty() && !json ? ExitCode.NOTHING_MATCHED : ExitCode.PASSED;
  }

  private static List<String> row(Change change) {
    return List.of(
        typed(change),
        "version " + change.version(),
        change.time().toString(),
        change.what() + " by " + change.user() + " on " + change.machine(),
        note(change));
  }

  private static String note(Change change) {
    if (!change.done()) {
      return "was not done after all";
    }
    long unknown = change.unknownBefore();
    if (unknown == 0) {
      return "";
    }
    long first = change.before() + 1;
    return unknown == 1
        ? "version " + first + " is not written down"
        : "versions " + first + " to " + (change.before() + unknown) + " are not written down";
  }

  private static String typed(Change change) {
    return change.name().replace("/" + Account.DEFAULT + "/", "/");
  }

  private static Map<String, Object> fields(Change change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", typed(change));
    fields.put("version", change.version());
    fields.put("what", change.what());
    fields.put("time", change.time().toString());
    fields.put("user", change.user());
    fields.put("machine", change.machine());
    fields.put("done", change.done());
    fields.put("unknownBefore", change.unknownBefore());
    return fields;
  }
}
