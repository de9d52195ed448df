package dev.gatehouse.cli;

import dev.gatehouse.app.Backups;
import dev.gatehouse.app.Settings;
import dev.gatehouse.app.Versions;
import dev.gatehouse.audit.AuditException;
import dev.gatehouse.audit.SafeText;
import dev.gatehouse.backup.BackupException;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.problem.Nearest;
import dev.gatehouse.problem.ProblemsException;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.storage.StorageException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry: {@code gatehouse COMMAND}. */
@Command(
    name = "gatehouse",
    description = "Runs the portal work of a business from Gherkin feature files.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      InspectCommand.class,
      StepsCommand.class,
      PortalsCommand.class,
      LocatorCommand.class,
      SecretCommand.class,
      AccountCommand.class,
      SubmissionCommand.class,
      SessionCommand.class,
      AuditCommand.class,
      ImportCommand.class,
      BackupCommand.class,
      RetentionCommand.class,
      ReportCommand.class,
      SandboxCommand.class,
      SetupCommand.class,
      DoctorCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 passed, 1 a scenario failed, 2 bad input or usage, 3 nothing matched,",
      "4 a person is needed, 70 a defect of Gatehouse.",
      "",
      "Examples:",
      "  gatehouse run                          all features against the embedded portals",
      "  gatehouse run --tags '@login' features/dh",
      "  gatehouse COMMAND --help"
    })
public final class Main {

  /** Says the version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Gatehouse " + Versions.gatehouse() + ", Java " + Runtime.version()};
    }
  }

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    // The logging system starts on one thread, before the many that log.
    LoggerFactory.getLogger(Main.class);
    System.exit(execute(args, utf8(System.out), utf8(System.err)));
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Runs a command and returns its exit code; never throws for what a person got wrong. */
  static int execute(String[] args, PrintWriter out, PrintWriter err) {
    CommandLine command = commandLine();
    command.setOut(out);
    command.setErr(err);
    if (args.length == 0) {
      command.usage(err);
      return ExitCode.BAD_INPUT;
    }
    return command.execute(args);
  }

  // What a killed restoration left is ended before anything looks at the project.
  private static int afterRecovery(ParseResult parsed) {
    CommandLine command = parsed.commandSpec().commandLine();
    try {
      Optional<String> ended = Backups.recover(Settings.defaults());
      if (ended.isPresent()) {
        command.getErr().println(ended.get());
        command.getErr().flush();
      }
    } catch (BackupException e) {
      throw new ExecutionException(command, String.valueOf(e.getMessage()), e);
    }
    return new RunLast().execute(parsed);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main(), new Commands())
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Main::afterRecovery)
        .setParameterExceptionHandler(Main::badUsage)
        .setExecutionExceptionHandler(Main::failed)
        .setExitCodeExceptionMapper(e -> ExitCode.INTERNAL_ERROR);
  }

  private static int badUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    if (e instanceof UnmatchedArgumentException unmatched) {
      err.println(unmatched(unmatched));
    } else {
      err.println(String.valueOf(e.getMessage()).replace("is not an int", "is not a whole number"));
    }
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.BAD_INPUT;
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String found = e.getUnmatched().get(0);
    CommandLine command = e.getCommandLine();
    boolean option = found.startsWith("-");
    Collection<String> known =
        option ? command.getCommandSpec().optionsMap().keySet() : command.getSubcommands().keySet();
    String hint = Nearest.to(found, known).map(near -> "; did you mean " + near + "?").orElse("");
    String expected =
        option || known.isEmpty() ? "" : "; expected one of " + String.join(", ", known);
    return "No such "
        + (option ? "option" : known.isEmpty() ? "argument" : "command")
        + ": "
        + found
        + expected
        + hint;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof ProblemsException problems) {
      err.println(problems.getMessage());
      int count = problems.problems().size();
      err.println();
      err.println(count + (count == 1 ? " problem" : " problems") + "; nothing was run.");
      err.flush();
      return ExitCode.BAD_INPUT;
    }
    if (e instanceof BrowserException browser) {
      err.println(browser.getMessage());
      err.flush();
      return browser.reason() == BrowserException.Reason.NO_BROWSER
          ? ExitCode.BAD_INPUT
          : ExitCode.INTERNAL_ERROR;
    }
    if (e instanceof StorageException unusable) {
      err.println(unusable.getMessage());
      err.flush();
      return ExitCode.BAD_INPUT;
    }
    if (e instanceof SecretStoreException refused) {
      err.println(refused.getMessage());
      err.flush();
      return ExitCode.BAD_INPUT;
    }
    if (e instanceof BackupException refused) {
      err.println(SafeText.terminal(String.valueOf(refused.getMessage())));
      err.flush();
      return ExitCode.BAD_INPUT;
    }
    if (e instanceof AuditException unusable) {
      err.println(unusable.getMessage());
      err.flush();
      return ExitCode.BAD_INPUT;
    }
    return defect(e, err);
  }

  // A stack trace helps nobody at the prompt; whoever mends the defect finds it in the file.
  private static int defect(Exception e, PrintWriter err) {
    err.println(
        "Gatehouse itself failed, which is a defect: "
            + e.getClass().getSimpleName()
            + ": "
            + e.getMessage());
    try {
      Path file = Files.createDirectories(Path.of(".gatehouse")).resolve("defect.txt");
      try (PrintWriter trace = new PrintWriter(Files.newBufferedWriter(file))) {
        e.printStackTrace(trace);
      }
      err.println("Please report it together with " + file + ".");
    } catch (IOException unwritable) {
      err.println("The details could not be written: " + unwritable.getMessage());
    }
    err.flush();
    return ExitCode.INTERNAL_ERROR;
  }
}
