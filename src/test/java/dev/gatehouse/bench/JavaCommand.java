package dev.gatehouse.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a program of this package is started in a process of its own. */
final class JavaCommand {

  private static final Pattern PLAYWRIGHT =
      Pattern.compile("[/\\\\](playwright|driver|driver-bundle|gson)-[^/\\\\]*$");

  private JavaCommand() {}

  /** Returns the command for a program that needs everything this one has. */
  static List<String> of(Class<?> main, String... arguments) {
    return command(List.of(), System.getProperty("java.class.path"), main, arguments);
  }

  /** Returns the command for a program that needs Playwright alone, unpacked in that folder. */
  static List<String> withPlaywright(Path driver, Class<?> main, String... arguments) {
    String classPath =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getProperty("java.class.path"))
            .filter(entry -> !entry.endsWith(".jar") || PLAYWRIGHT.matcher(entry).find())
            .collect(Collectors.joining(File.pathSeparator));
    return command(List.of("-Dplaywright.cli.dir=" + driver), classPath, main, arguments);
  }

  private static List<String> command(
      List<String> options, String classPath, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What Gatehouse's launcher chooses for a short run, so that neither has the better machine.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
