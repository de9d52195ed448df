package dev.gatehouse.cli;

import dev.gatehouse.secret.KeyAge;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretStore;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse secret list}. */
@Command(
    name = "list",
    description = {
      "Lists the names of the secrets there are, how often each was changed and how old it is; never",
      "a value. API keys are due for a new one after 90 days."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse secret list --json"})
final class SecretListCommand implements Callable<Integer> {

  private final SecretDesk desk;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  SecretListCommand() {
    this(SecretDesk.here());
  }

  SecretListCommand(SecretDesk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Instant now = desk.clock().instant();
    try (SecretStore store = desk.store().open()) {
      List<SecretInfo> all = store.list();
      if (json) {
        out.println(Json.of(all.stream().map(info -> fields(info, now)).toList()));
      } else {
        Columns.lines(all.stream().map(info -> row(info, now)).toList()).forEach(out::println);
        out.println(summary(all, store.place(), now));
      }
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private static String summary(List<SecretInfo> all, String place, Instant now) {
    String count = all.isEmpty() ? "No secrets" : count(all.size(), "secret", "secrets");
    long due =
        all.stream()
            .flatMap(info -> KeyAge.of(info, now).stream())
            .filter(age -> age.state() != KeyAge.State.FRESH)
            .count();
    String keys =
        due == 0
            ? ""
            : " %s to be replaced: make a new one at the portal, then gatehouse secret set NAME."
                .formatted(count(due, "API key is", "API keys are"));
    return count + " in " + place + "." + keys;
  }

  private static String count(long count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }

  private static List<String> row(SecretInfo info, Instant now) {
    return List.of(
        SecretDesk.typed(info.name()),
        "version " + info.version(),
        count(KeyAge.days(info, now), "day", "days") + " old",
        KeyAge.of(info, now).map(SecretListCommand::due).orElse(""));
  }

  private static String due(KeyAge age) {
    return switch (age.state()) {
      case FRESH -> "due in " + count(age.dueInDays(), "day", "days");
      case DUE_SOON -> "due in " + count(age.dueInDays(), "day", "days") + ", replace it soon";
      case DUE ->
          age.dueInDays() == 0 ? "DUE today" : "DUE for " + count(-age.dueInDays(), "day", "days");
    };
  }

  private static Map<String, Object> fields(SecretInfo info, Instant now) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", SecretDesk.typed(info.name()));
    fields.put("scope", info.name().scope());
    fields.put("account", info.name().account());
    fields.put("field", info.name().field());
    fields.put("version", info.version());
    fields.put("created", info.created().toString());
    fields.put("changed", info.changed().toString());
    fields.put("ageDays", KeyAge.days(info, now));
    Optional<KeyAge> age = KeyAge.of(info, now);
    age.ifPresent(
        key -> {
          fields.put("dueInDays", key.dueInDays());
          fields.put("state", key.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        });
    return fields;
  }
}
