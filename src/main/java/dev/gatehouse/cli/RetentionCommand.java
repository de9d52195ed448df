package dev.gatehouse.cli;

import dev.gatehouse.app.Keeping;
import dev.gatehouse.app.Removal;
import dev.gatehouse.app.Settings;
import dev.gatehouse.audit.SafeText;
import dev.gatehouse.retention.Found;
import dev.gatehouse.retention.Kind;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse retention}. */
@Command(
    name = "retention",
    description = {
      "Shows what is older than it is to be kept: audit log 7 years, sessions 30 days, screenshots",
      "and reports 90 days, backups 1 year, files left by dead processes 1 day; removes it with",
      "--apply, and writes down in the audit log what went. What is of an entity with \"legal-hold:",
      "true\" stays."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done or shown, 4 more than a fifth of something is too old and nothing was",
      "removed.",
      "",
      "Examples:",
      "  gatehouse retention",
      "  gatehouse retention --apply"
    })
final class RetentionCommand implements Callable<Integer> {

  private static final int MOST_SHOWN = 20;

  private final Settings settings;
  private final Clock clock;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--apply", description = "removes it (default: only shows it)")
  private boolean apply;

  @Option(
      names = "--even-more-than-a-fifth",
      description =
          "removes also more than a fifth of a kind at once; first see that the clock is right")
  private boolean evenMuch;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  RetentionCommand() {
    this(Settings.defaults(), Clock.systemUTC());
  }

  RetentionCommand(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Removal removal = new Removal(settings, clock, new ConsolePrompt());
    Removal.Result result = apply ? removal.apply(evenMuch) : removal.look();
    boolean refused = apply && !result.removed() && result.isMuch();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(fields(result)));
    } else {
      print(result, refused, out);
    }
    out.flush();
    return refused ? ExitCode.PERSON_NEEDED : ExitCode.PASSED;
  }

  private void print(Removal.Result result, boolean refused, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("what", "kept", "too old", "of all"));
    for (Found found : result.found()) {
      rows.add(
          List.of(
              found.kind().word(),
              words(kept(found.kind())),
              size(found.oldCount(), found.oldBytes()),
              size(found.count(), found.bytes())));
    }
    Columns.lines(rows).forEach(out::println);
    for (Found found : result.found()) {
      found.old().stream()
          .limit(MOST_SHOWN)
          .forEach(item -> out.println("  " + SafeText.terminal(item.name())));
      if (found.old().size() > MOST_SHOWN) {
        out.println("  and %,d more".formatted(found.old().size() - MOST_SHOWN));
      }
      found.held().forEach(held -> out.println("Stays: " + SafeText.terminal(held)));
    }
    out.println(end(result, refused));
  }

  private static String end(Removal.Result result, boolean refused) {
    if (result.found().stream().allMatch(found -> found.old().isEmpty())) {
      return "Nothing is too old.";
    }
    if (result.removed()) {
      return "Removed, and written down in the audit log.";
    }
    return refused
        ? "More than a fifth of something is too old, as when the clock is wrong: nothing was removed. See that it is right, then add --even-more-than-a-fifth"
        : "Nothing was removed. To remove it: gatehouse retention --apply";
  }

  private static String size(long count, long bytes) {
    return bytes == 0 ? String.valueOf(count) : "%,d, %s".formatted(count, Sizes.bytes(bytes));
  }

  private Period kept(Kind kind) {
    Keeping keeping = settings.keeping();
    return switch (kind) {
      case AUDIT -> keeping.audit();
      case SESSIONS -> keeping.sessions();
      case EVIDENCE -> keeping.evidence();
      case BACKUPS -> keeping.backups();
      case TEMPORARY -> keeping.temporary();
    };
  }

  private static String words(Period period) {
    return period.getYears() > 0
        ? period.getYears() + " " + Progress.plural("year", period.getYears())
        : period.getDays() + " " + Progress.plural("day", period.getDays());
  }

  private Map<String, Object> fields(Removal.Result result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("removed", result.removed());
    fields.put("moreThanAFifth", result.isMuch());
    List<Object> kinds = new ArrayList<>();
    for (Found found : result.found()) {
      Map<String, Object> kind = new LinkedHashMap<>();
      kind.put("kind", found.kind().word());
      kind.put("kept", kept(found.kind()).toString());
      kind.put("count", found.count());
      kind.put("bytes", found.bytes());
      kind.put("tooOld", found.oldCount());
      kind.put("tooOldBytes", found.oldBytes());
      kind.put("names", found.old().stream().map(Found.Item::name).toList());
      kind.put("held", found.held());
      kinds.add(kind);
    }
    fields.put("kinds", kinds);
    return fields;
  }
}
