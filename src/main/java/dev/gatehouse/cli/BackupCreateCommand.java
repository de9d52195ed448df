package dev.gatehouse.cli;

import dev.gatehouse.app.Backups;
import dev.gatehouse.app.Settings;
import dev.gatehouse.backup.BackupInfo;
import dev.gatehouse.backup.Destination;
import dev.gatehouse.backup.Manifest;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      "Exit codes: 0 made or not needed, 1 made but not copied everywhere, 2 not made.",
      "",
      "Examples:",
      "  gatehouse backup create",
      "  gatehouse backup create --to /mnt/backups --to rclone:offsite:gatehouse",
      "  gatehouse backup create --if-older-than 20h"
    })
final class BackupCreateCommand implements Callable<Integer> {

  private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,3})(h|d)");

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

  @Option(
      names = "--if-older-than",
      paramLabel = "TIME",
      description = "makes one only if the newest that holds is older: 20h or 7d; for schedules")
  private @Nullable String age;

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
    Backups backups = new Backups(settings, clock, new ConsolePrompt());
    PrintWriter out = spec.commandLine().getOut();
    if (age != null) {
      Optional<BackupInfo> young =
          backups.since(clock.instant().minus(age(age)), sessions, !withoutDatabase);
      if (young.isPresent()) {
        out.printf(
            "%s of %s holds and is not older than %s; none was made.%n",
            young.get().name(), young.get().manifest().orElseThrow().created(), age);
        out.flush();
        return ExitCode.PASSED;
      }
    }
    Backups.Made made = backups.create(sessions, !withoutDatabase, destinations);
    out.println("Made " + told(made.backup()));
    made.copies().forEach(copy -> out.println("Copied to " + copy + "."));
    made.removed().forEach(old -> out.println("Removed " + old.name() + "."));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    made.failures().forEach(err::println);
    err.flush();
    return made.failures().isEmpty() ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private Duration age(String text) {
    Matcher matcher = AGE.matcher(text);
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--if-older-than: found \"%s\", expected hours or days: 20h or 7d".formatted(text));
    }
    long number = Long.parseLong(matcher.group(1));
    return matcher.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofDays(number);
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
