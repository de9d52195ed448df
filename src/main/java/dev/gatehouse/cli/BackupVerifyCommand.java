package dev.gatehouse.cli;

import dev.gatehouse.app.Backups;
import dev.gatehouse.app.Settings;
import dev.gatehouse.audit.SafeText;
import dev.gatehouse.backup.BackupException;
import dev.gatehouse.backup.BackupInfo;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse backup verify}. */
@Command(
    name = "verify",
    description = {
      "Reads all of a backup: the signature, every checksum, the database's own checks and the count",
      "of its rows."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 it is as it was written, 1 it is not, 2 there is none.",
      "",
      "Example:",
      "  gatehouse backup verify gatehouse-2026-11-21T120000Z.zip"
    })
final class BackupVerifyCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "a backup's file, or its name in gatehouse backup list")
  private String name = "";

  BackupVerifyCommand() {
    this(Settings.defaults());
  }

  BackupVerifyCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    Backups backups = new Backups(settings, Clock.systemUTC(), new ConsolePrompt());
    Path file = backups.named(name);
    boolean there = Files.exists(file);
    PrintWriter out = spec.commandLine().getOut();
    try {
      BackupInfo backup = backups.verify(file);
      out.println("It holds. " + BackupCreateCommand.told(backup));
      if (!backup.known()) {
        out.println(
            "Note: this project does not know key %s: compare it with what \"gatehouse audit verify\" prints where the backup was made."
                .formatted(backup.key()));
      }
    } catch (BackupException e) {
      if (!there) {
        throw e;
      }
      out.println(SafeText.terminal(String.valueOf(e.getMessage())));
      return ExitCode.FAILED;
    } finally {
      out.flush();
    }
    return ExitCode.PASSED;
  }
}
