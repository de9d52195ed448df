package dev.gatehouse.bench;

import dev.gatehouse.app.Browsers;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs Gatehouse and the bare program in turns and prints how long each took. */
@Command(
    name = "speed",
    description = "Measures Gatehouse against a bare Playwright program at the embedded portals.",
    mixinStandardHelpOptions = true)
final class SpeedBenchmark implements Callable<Integer> {

  @Option(names = "--portals", defaultValue = "24", description = "how many (default: 24)")
  private int portals;

  @Option(names = "--latency", defaultValue = "150", description = "in ms (default: 150)")
  private int latencyMillis;

  @Option(names = "--rounds", defaultValue = "5", description = "of each program (default: 5)")
  private int rounds;

  @Option(
      names = "--workers",
      split = ",",
      defaultValue = "1,2,4",
      description = "how many, one after the other (default: 1,2,4)")
  private List<Integer> workers = List.of();

  @Option(names = "--home", required = true, description = "the folder with the launcher")
  private Path home = Path.of("");

  /** Starts the benchmark. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SpeedBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Browsers browsers = new Browsers(Machine.current());
    InstalledBrowser browser = browsers.findOrInstall(false, System.out::println);
    Path driver = browsers.unpackDriver();
    System.out.printf(
        "%s, %s, Java %s, %d processors%n",
        browser.executable(),
        browsers.driverName(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors());
    System.out.printf("%d portals, %d ms latency, %d rounds%n", portals, latencyMillis, rounds);
    SpeedTable table = new SpeedTable(System.out);
    try (RunningPortals running = new RunningPortals(portals, latencyMillis);
        BenchProject project = new BenchProject(running.portals())) {
      Programs programs =
          new Programs(home.toAbsolutePath(), browser.executable(), driver, running, project);
      table.head();
      for (int count : workers) {
        List<Measurement> bare = new ArrayList<>();
        List<Measurement> gatehouse = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
          bare.add(programs.bare(count));
          gatehouse.add(programs.gatehouse(count));
        }
        table.rows(count, bare, gatehouse);
      }
    }
    return 0;
  }
}
