package dev.gatehouse.browser.playwright;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.browser.BrowserFinder;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.Machine;
import dev.gatehouse.browser.SessionOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No browser outlives the process that started it, and none leaves its profile behind. */
@Timeout(90)
class BrowserProcessesIT {

  private final Path temporary;

  BrowserProcessesIT(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  /** Starts a browser, says so, and waits for its end. */
  static final class Starter {
    public static void main(String[] arguments) throws IOException {
      Machine machine = Machine.current();
      PlaywrightDriver driver = new PlaywrightDriver(machine);
      InstalledBrowser browser = new BrowserFinder(machine, driver).find(false).orElseThrow();
      try (PlaywrightEngine engine = PlaywrightEngine.launch(driver, browser, false)) {
        engine.open(SessionOptions.PLAIN);
        System.out.println("started " + engine.version());
        if (System.in.read() < 0) {
          System.out.println("nobody is there");
        }
      }
      System.out.println("closed");
    }
  }

  private Process start() throws IOException {
    ProcessBuilder starter =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Starter.class.getName());
    starter.environment().put("TMPDIR", temporary.toString());
    starter.redirectError(ProcessBuilder.Redirect.INHERIT);
    return starter.start();
  }

  private static void awaitStarted(BufferedReader output) throws IOException {
    assertThat(output.readLine()).startsWith("started ");
  }

  @Test
  void closing_ends_every_process_and_leaves_no_file() throws Exception {
    Process starter = start();
    try (BufferedReader output = starter.inputReader()) {
      awaitStarted(output);
      List<ProcessHandle> started = starter.descendants().toList();
      assertThat(started).hasSizeGreaterThan(2);
      starter.getOutputStream().write('\n');
      starter.getOutputStream().close();
      assertThat(output.readLine()).isEqualTo("closed");
      assertEnded(started);
      assertThat(starter.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      starter.destroyForcibly();
    }
    assertNothingLeft();
  }

  @Test
  void a_terminated_process_takes_its_browser_along() throws Exception {
    Process starter = start();
    try (BufferedReader output = starter.inputReader()) {
      awaitStarted(output);
      List<ProcessHandle> started = starter.descendants().toList();
      assertThat(started).hasSizeGreaterThan(2);
      starter.destroy();
      assertEnded(started);
    } finally {
      starter.destroyForcibly();
    }
    assertNothingLeft();
  }

  @Test
  void a_killed_process_takes_its_browser_along() throws Exception {
    Process starter = start();
    try (BufferedReader output = starter.inputReader()) {
      awaitStarted(output);
      List<ProcessHandle> started = starter.descendants().toList();
      assertThat(started).hasSizeGreaterThan(2);
      starter.destroyForcibly();
      assertEnded(started);
    } finally {
      starter.destroyForcibly();
    }
  }

  private static void assertEnded(List<ProcessHandle> started) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    for (ProcessHandle process : started) {
      process.onExit().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      assertThat(process.isAlive()).isFalse();
    }
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("playwright") || name.contains("chromium"));
    }
  }
}
