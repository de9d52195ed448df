package dev.gatehouse.cli;

import dev.gatehouse.app.Backups;
import dev.gatehouse.app.Settings;
import dev.gatehouse.backup.BackupInfo;
import dev.gatehouse.backup.Destination;
import dev.gatehouse.backup.Manifest;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse backup create}. */
@Command(
    name = "create",
    description = {
      "Makes a backup in .gatehouse/backups: features, portals and entities, the secrets file (sealed",
      "as it is), the database and the audit log, compressed, with a signed list of checksums; reads",
      "it back; removes backups beyond the newest 10 and those older than a year."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 made, 1 made but not copied everywhere, 2 not made.",
      "",
      "Examples:",
      "  gatehouse backup create",
      "  gatehouse backup create --to /mnt/backups --to rclone:offsite:gatehouse"
    })
final class BackupCreateCommand implements Callable<Integer> {

  private final Settings settings;
  private final Clock clock;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(
      names = "--with-sessions",
      description = "with the kept sessions, sealed as they are (default: without)")
  private boolean sessions;

  @Option(
      names = "--without-database",
      description = "without the database, as when that is on a server with backups of its own")
  private boolean withoutDatabase;

  @Option(
      names = "--to",
      paramLabel = "PLACE",
      description = "copies it to a folder, or to a remote of rclone's: rclone:REMOTE:PATH")
  private List<String> places = new ArrayList<>();

  BackupCreateCommand() {
    this(Settings.defaults(), Clock.systemUTC());
  }

  BackupCreateCommand(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    List<Destination> destinations = places.stream().map(Destination::of).toList();
    Backups.Made made =
        new Backups(settings, clock, new ConsolePrompt())
            .create(sessions, !withoutDatabase, destinations);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Made " + told(made.backup()));
    made.copies().forEach(copy -> out.println("Copied to " + copy + "."));
    made.removed().forEach(old -> out.println("Removed " + old.name() + "."));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    made.failures().forEach(err::println);
    err.flush();
    return made.failures().isEmpty() ? ExitCode.PASSED : ExitCode.FAILED;
  }

  /** Returns a backup in a sentence. */
  static String told(BackupInfo backup) {
    Manifest manifest = backup.manifest().orElseThrow();
    String database =
        manifest.schema() == 0
            ? "without a database"
            : "database with %,d %s"
                .formatted(manifest.allRows(), Progress.plural("row", manifest.allRows()));
    return "%s: %,d %s, %s, %s; signed by key %s."
        .formatted(
            backup.name(),
            manifest.files().size(),
            Progress.plural("file", manifest.files().size()),
            Sizes.bytes(backup.bytes()),
            database,
            backup.key());
  }
}
