package dev.gatehouse.cli;

import dev.gatehouse.app.Backups;
import dev.gatehouse.app.Settings;
import dev.gatehouse.audit.SafeText;
import dev.gatehouse.backup.BackupInfo;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse backup list}. */
@Command(
    name = "list",
    description =
        "Lists the backups in .gatehouse/backups, the newest first; does not verify them.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse backup list --json"})
final class BackupListCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  BackupListCommand() {
    this(Settings.defaults());
  }

  BackupListCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    List<BackupInfo> backups = new Backups(settings, Clock.systemUTC(), new ConsolePrompt()).list();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(backups.stream().map(BackupListCommand::fields).toList()));
    } else if (backups.isEmpty()) {
      out.println("There is no backup. Make one: gatehouse backup create");
    } else {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("Backup", "Made", "Size", "Files", "Rows", "Sessions", "Why"));
      backups.forEach(backup -> rows.add(row(backup)));
      Columns.lines(rows).stream().map(SafeText::terminal).forEach(out::println);
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private static List<String> row(BackupInfo backup) {
    return backup
        .manifest()
        .map(
            manifest ->
                List.of(
                    backup.name(),
                    manifest.created().toString(),
                    Sizes.bytes(backup.bytes()),
                    String.valueOf(manifest.files().size()),
                    String.valueOf(manifest.allRows()),
                    manifest.sessions() ? "yes" : "no",
                    manifest.reason()))
        .orElseGet(
            () ->
                List.of(
                    backup.name(),
                    "-",
                    Sizes.bytes(backup.bytes()),
                    "-",
                    "-",
                    "-",
                    "cannot be used"));
  }

  private static Map<String, Object> fields(BackupInfo backup) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", backup.name());
    fields.put("file", backup.file().toString());
    fields.put("bytes", backup.bytes());
    backup
        .manifest()
        .ifPresent(
            manifest -> {
              fields.put("made", manifest.created().toString());
              fields.put("reason", manifest.reason());
              fields.put("gatehouse", manifest.gatehouse());
              fields.put("machine", manifest.machine());
              fields.put("files", manifest.files().size());
              fields.put("schema", manifest.schema());
              fields.put("rows", manifest.rows());
              fields.put("sessions", manifest.sessions());
              fields.put("key", backup.key());
              fields.put("known", backup.known());
            });
    fields.put("problem", backup.problem());
    return fields;
  }
}
