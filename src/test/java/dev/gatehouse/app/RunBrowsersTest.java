package dev.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine said to be a Mac, on which nothing of this machine's own browsers is looked at. */
class RunBrowsersTest {

  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void nothing_is_installed_ahead_of_the_first_scenario(@TempDir Path home) {
    Machine bare =
        new Machine(
            Machine.Os.MAC,
            false,
            false,
            home,
            Map.of(
                "PATH", home.toString(),
                "PLAYWRIGHT_BROWSERS_PATH", home.resolve("none").toString(),
                "GATEHOUSE_DRIVER_DIR", home.resolve("driver").toString()));
    try (RunBrowsers browsers = new RunBrowsers(Settings.defaults(), told::add, bare)) {
      browsers.warmUp();

      assertThat(warmUps()).as("threads that start browsers").isEmpty();
      assertThat(told).isEmpty();
      assertThat(home).isEmptyDirectory();
    }
  }

  @Test
  void a_browser_named_and_not_there_is_told_when_it_is_needed(@TempDir Path home) {
    Machine mistaken =
        new Machine(
            Machine.Os.MAC, false, false, home, Map.of("GATEHOUSE_BROWSER", "/no/such/browser"));
    try (RunBrowsers browsers = new RunBrowsers(Settings.defaults(), told::add, mistaken)) {
      browsers.warmUp();

      assertThatThrownBy(() -> browsers.pool().acquire(Duration.ofSeconds(5)))
          .isInstanceOf(BrowserException.class)
          .hasMessageContaining("/no/such/browser");
      assertThat(told).isEmpty();
    }
  }

  private static List<String> warmUps() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("browser-warm-up"))
        .toList();
  }
}
