package dev.gatehouse.cli;

import dev.gatehouse.app.Settings;
import dev.gatehouse.step.Traces;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;

/**
 * What came of a command a person typed.
 *
 * @param code the exit code
 * @param out what was printed
 * @param err what was printed of errors
 */
record Typed(int code, String out, String err) {

  /** Types {@code gatehouse} and more, in this project's own folder. */
  static Typed gatehouse(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.execute(args, new PrintWriter(out), new PrintWriter(err));
    return new Typed(code, text(out), text(err));
  }

  /** Types a command with its arguments. */
  static Typed command(Object command, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(command);
    // As the whole command line handles them.
    CommandLine whole = Main.commandLine();
    line.setExecutionExceptionHandler(whole.getExecutionExceptionHandler());
    line.setParameterExceptionHandler(whole.getParameterExceptionHandler());
    line.setCaseInsensitiveEnumValuesAllowed(whole.isCaseInsensitiveEnumValuesAllowed());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(args);
    return new Typed(code, text(out), text(err));
  }

  /** Returns settings for a project in a folder. */
  static Settings in(Path project) {
    return new Settings(project, Settings.SANDBOX, 1, false, Duration.ZERO, Traces.OFF, Map.of());
  }

  private static String text(StringWriter writer) {
    return writer.toString().replace("\r\n", "\n");
  }
}
