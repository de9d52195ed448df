package dev.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The two programs, each started as its user would, with the same browser and the same driver. */
final class Programs {

  private final Path home;
  private final Path browser;
  private final Path driver;
  private final RunningPortals portals;
  private final BenchProject project;

  /**
   * @param home the folder with Gatehouse's launcher, built
   */
  Programs(Path home, Path browser, Path driver, RunningPortals portals, BenchProject project) {
    this.home = home;
    this.browser = browser;
    this.driver = driver;
    this.portals = portals;
    this.project = project;
  }

  /** Runs Gatehouse by its launcher, report included. */
  Measurement gatehouse(int workers) throws IOException, InterruptedException {
    String launcher =
        System.getProperty("os.name", "").startsWith("Windows") ? "gatehouse.cmd" : "gatehouse";
    return run(
        List.of(
            home.resolve(launcher).toString(),
            "run",
            "--env",
            "production",
            "--workers",
            String.valueOf(workers)),
        output -> project.firstStart());
  }

  /** Runs the bare program. */
  Measurement bare(int workers) throws IOException, InterruptedException {
    return run(
        JavaCommand.withPlaywright(
            driver,
            BareProgram.class,
            browser.toString(),
            String.valueOf(workers),
            project.portalList().toString(),
            project.screenshots().toString()),
        BareProgram::firstStart);
  }

  private interface FirstStart {
    long in(List<String> output) throws IOException;
  }

  private Measurement run(List<String> command, FirstStart first)
      throws IOException, InterruptedException {
    portals.reset();
    Path output = project.folder().resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    portals.portals().forEach(portal -> builder.environment().putAll(portal.variables()));
    builder.environment().put("GATEHOUSE_BROWSER", browser.toString());
    builder.environment().put("GATEHOUSE_DRIVER_DIR", driver.toString());
    builder.environment().put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    long started = System.currentTimeMillis();
    long nanos = System.nanoTime();
    Process process = builder.start();
    try (ProcessWatch watch = new ProcessWatch(process.toHandle())) {
      int exit = process.waitFor();
      double seconds = (System.nanoTime() - nanos) / 1e9;
      if (exit != 0) {
        throw new IOException(
            "%s ended with %d:%n%s".formatted(command.get(0), exit, Files.readString(output)));
      }
      return new Measurement(
          seconds,
          seconds(watch.processorTime()),
          seconds(watch.rootProcessorTime()),
          (first.in(Files.readAllLines(output)) - started) / 1e3,
          watch.rootPeakMegabytes(),
          watch.allPeakMegabytes(),
          portals.requests());
    } finally {
      process.destroy();
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
