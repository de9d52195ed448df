package dev.gatehouse.cli;

import dev.gatehouse.app.Settings;
import dev.gatehouse.audit.AuditFilter;
import dev.gatehouse.audit.AuditReport;
import dev.gatehouse.audit.ReportText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse audit report}: how many actions there were in a period, and how they ended. */
@Command(
    name = "report",
    description = {
      "Counts the actions of a period: all, succeeded, failed, for a person; by portal, entity,",
      "action and user."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gatehouse audit report --from 2026-11-01 --to 2026-11-30 --portal dh --format html"
    })
final class AuditReportCommand implements Callable<Integer> {

  /** How a report is printed. */
  enum Format {
    TABLE,
    JSON,
    CSV,
    HTML
  }

  private final Settings settings;
  private final ZoneId zone;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--from", paramLabel = "DATE", description = "the first day: 2026-11-01")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "the last day: 2026-11-30")
  private @Nullable LocalDate to;

  @Option(names = "--portal", paramLabel = "P", description = "only this portal's actions")
  private @Nullable String portal;

  @Option(names = "--entity", paramLabel = "E", description = "only this entity's actions")
  private @Nullable String entity;

  @Option(names = "--action", paramLabel = "A", description = "only this action: sign-in")
  private @Nullable String action;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table (default), json, csv or html")
  private Format format = Format.TABLE;

  @Option(names = "--json", description = "the same as --format json")
  private boolean json;

  @Option(
      names = "--log",
      paramLabel = "DIR",
      description = "the log's folder (default: .gatehouse/audit)")
  private @Nullable Path folder;

  AuditReportCommand() {
    this(Settings.defaults(), ZoneId.systemDefault());
  }

  AuditReportCommand(Settings settings, ZoneId zone) {
    this.settings = settings;
    this.zone = zone;
  }

  @Override
  public Integer call() {
    if (from != null && to != null && to.isBefore(from)) {
      throw new ParameterException(
          spec.commandLine(),
          "--to: found \"%s\", expected a day not before --from %s".formatted(to, from));
    }
    AuditFilter filter =
        new AuditFilter(
            Optional.ofNullable(from).map(day -> day.atStartOfDay(zone).toInstant()),
            Optional.ofNullable(to).map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
            Optional.ofNullable(portal),
            Optional.ofNullable(entity),
            Optional.ofNullable(action));
    AuditReport report = AuditReport.of(folder == null ? settings.audit() : folder, filter);
    print(report, new ReportText(report, period()));
    return ExitCode.PASSED;
  }

  private String period() {
    return "From %s to %s, days of %s"
        .formatted(
            from == null ? "the beginning" : from.toString(),
            to == null ? "now" : to.toString(),
            zone);
  }

  private void print(AuditReport report, ReportText text) {
    PrintWriter out = spec.commandLine().getOut();
    switch (json ? Format.JSON : format) {
      case JSON -> out.println(Json.of(text.fields()));
      case CSV -> out.print(text.csv());
      case HTML -> out.print(text.html());
      default -> {
        out.println(period());
        Columns.lines(text.table()).forEach(out::println);
      }
    }
    out.flush();
    if (report.unreadable() > 0) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "%d %s left out that %s no entries. Run \"gatehouse audit verify\".%n",
          report.unreadable(),
          report.unreadable() == 1 ? "line was" : "lines were",
          report.unreadable() == 1 ? "is" : "are");
      err.flush();
    }
  }
}
