package dev.gatehouse.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gatehouse as a process of its own, in a project's folder, started by the launcher. */
public final class GatehouseProcess implements AutoCloseable {

  private final Process process;
  private final Path output;

  private GatehouseProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static GatehouseProcess start(Path project, String... arguments) throws IOException {
    return start(project, Map.of(), List.of(), List.of(arguments));
  }

  /**
   * Starts one.
   *
   * @param environment variables it gets besides those of this process
   * @param before folders of classes that go before its own
   */
  public static GatehouseProcess start(
      Path project, Map<String, String> environment, List<Path> before, List<String> arguments)
      throws IOException {
    return start(project, environment, before, arguments, Path.of("/dev/null"));
  }

  static GatehouseProcess start(
      Path project,
      Map<String, String> environment,
      List<Path> before,
      List<String> arguments,
      Path typed)
      throws IOException {
    return start(project, environment, before, arguments, typed, "output.txt");
  }

  /**
   * Starts one.
   *
   * @param said the file in the project's folder that takes what it says
   */
  public static GatehouseProcess start(
      Path project,
      Map<String, String> environment,
      List<Path> before,
      List<String> arguments,
      Path typed,
      String said)
      throws IOException {
    List<String> command = new ArrayList<>(before.isEmpty() ? launcher() : java(before));
    command.addAll(arguments);
    Path output = project.resolve(said);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectInput(typed.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new GatehouseProcess(builder.start(), output);
  }

  // As its users start it, and its classes come from an archive then: half of a short run.
  private static List<String> launcher() {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return List.of(Path.of(windows ? "gatehouse.cmd" : "gatehouse").toAbsolutePath().toString());
  }

  private static List<String> java(List<Path> before) {
    String classes =
        Stream.concat(before.stream().map(Path::toString), Stream.of(classPath()))
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        classes,
        Main.class.getName());
  }

  // The project's folder is not the one the entries are relative to, if they are.
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns the exit code, once the process has ended. */
  public int exitCode() throws InterruptedException {
    return exitCode(Duration.ofSeconds(90));
  }

  /** Returns the exit code, once the process has ended, which it has to in that time. */
  public int exitCode(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("Gatehouse does not end; it says: " + output());
    }
    return process.exitValue();
  }

  /** Returns what it has written until now. */
  public String output() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(" + e.getMessage() + ")";
    }
  }

  public long pid() {
    return process.pid();
  }

  public List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
