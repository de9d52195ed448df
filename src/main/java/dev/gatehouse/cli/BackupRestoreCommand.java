package dev.gatehouse.cli;

import dev.gatehouse.app.Backups;
import dev.gatehouse.app.Settings;
import dev.gatehouse.audit.SafeText;
import dev.gatehouse.backup.BackupInfo;
import dev.gatehouse.backup.Manifest;
import dev.gatehouse.backup.Part;
import dev.gatehouse.backup.Restore;
import dev.gatehouse.backup.RestorePlan;
import dev.gatehouse.backup.RestorePlan.Step;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse backup restore}. */
@Command(
    name = "restore",
    description = {
      "Shows what going back to a backup would do; does it with --apply: wholly or not at all, after",
      "making a backup of what is there. What was sent and refused since is carried over; the audit",
      "log is never put back."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gatehouse backup restore gatehouse-2026-11-21T120000Z.zip",
      "  gatehouse backup restore gatehouse-2026-11-21T120000Z.zip --apply"
    })
final class BackupRestoreCommand implements Callable<Integer> {

  private final Settings settings;
  private final Clock clock;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "a backup's file, or its name in gatehouse backup list")
  private String name = "";

  @Option(names = "--apply", description = "does it (default: only shows it)")
  private boolean apply;

  @Option(
      names = "--signed-by",
      paramLabel = "KEY",
      description = "trusts a backup of another machine, signed by this key")
  private String signedBy = "";

  @Option(
      names = "--forget-newer-submissions",
      description = {
        "goes back although the present database cannot be read: what was sent since may then be",
        "sent a second time"
      })
  private boolean forgetNewer;

  BackupRestoreCommand() {
    this(Settings.defaults(), Clock.systemUTC());
  }

  BackupRestoreCommand(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Backups backups = new Backups(settings, clock, new ConsolePrompt());
    Path file = backups.named(name);
    PrintWriter out = spec.commandLine().getOut();
    if (!apply) {
      RestorePlan plan = backups.plan(file, signedBy);
      show(plan, out);
      boolean trusted = plan.backup().known() || plan.backup().key().equals(signedBy);
      out.println(
          "Nothing was changed. To do it: gatehouse backup restore %s%s --apply"
              .formatted(name, trusted ? "" : " --signed-by " + plan.backup().key()));
    } else {
      Backups.Restored restored = backups.restore(file, signedBy, forgetNewer);
      show(restored.plan(), out);
      out.println(
          "Restored. "
              + restored
                  .restorePoint()
                  .map(
                      point ->
                          "To go back to what was there: gatehouse backup restore "
                              + point.name()
                              + " --apply")
                  .orElse("There was nothing here before."));
      if (restored.plan().of(Part.SECRETS) == RestorePlan.What.REPLACED) {
        out.println(
            "The secrets are an older copy; say that this is meant: gatehouse secret accept-copy");
      }
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private void show(RestorePlan plan, PrintWriter out) {
    BackupInfo backup = plan.backup();
    Manifest manifest = backup.manifest().orElseThrow();
    out.println(
        SafeText.terminal(
            "%s of %s (%s old), made by Gatehouse %s on %s, signed by key %s%s."
                .formatted(
                    backup.name(),
                    manifest.created(),
                    Sizes.age(Duration.between(manifest.created(), clock.instant())),
                    manifest.gatehouse(),
                    manifest.machine(),
                    backup.key(),
                    backup.known() ? "" : ", which this project does not know")));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("part", "in the backup", "here now", "what happens"));
    for (Step step : plan.steps()) {
      rows.add(
          List.of(
              step.part().word(),
              files(step.files(), step.bytes()),
              files(step.hereFiles(), step.hereBytes()),
              words(step, manifest)));
    }
    Columns.lines(rows).forEach(out::println);
    if (manifest.schema() > 0) {
      out.println(
          "Rows in the backup: "
              + SafeText.terminal(
                  new TreeMap<>(manifest.rows()).toString().replaceAll("[{}]", "")));
    }
  }

  private static String files(int files, long bytes) {
    return files == 0
        ? "none"
        : "%,d %s, %s".formatted(files, Progress.plural("file", files), Sizes.bytes(bytes));
  }

  private static String words(Step step, Manifest manifest) {
    return switch (step.what()) {
      case REPLACED ->
          step.part() == Part.DATABASE
              ? "replaced; what was sent and refused since is carried over"
              : "replaced";
      case CREATED -> "comes";
      case SAME -> "is the same already";
      case NOT_IN_BACKUP -> "stays; not in the backup";
      case GOES_ON -> "stays; goes on from the one in the backup";
      case PUT_BESIDE -> "is put beside, in .gatehouse/" + Restore.auditFolder(manifest);
      case BY_HAND -> "stays; to be restored on the server, see the operators' guide";
    };
  }
}
