package dev.gatehouse.browser.playwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.InstalledBrowser.Kind;
import dev.gatehouse.browser.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaywrightDriverTest {

  private final Path home;

  PlaywrightDriverTest(@TempDir Path home) {
    this.home = home;
  }

  private Machine machine(Map<String, String> environment) {
    return new Machine(Machine.Os.LINUX, false, false, home, environment);
  }

  @Test
  void unpacks_once_however_many_ask_at_once() throws Exception {
    ExecutorService askers = Executors.newFixedThreadPool(2);
    try {
      PlaywrightDriver one = new PlaywrightDriver(machine(Map.of()));
      PlaywrightDriver two = new PlaywrightDriver(machine(Map.of()));
      assertThat(one.isUnpacked()).isFalse();
      Future<Path> first = askers.submit(one::unpack);
      Future<Path> second = askers.submit(two::unpack);
      Path folder = home.resolve(".cache/gatehouse/driver-" + one.version());
      assertThat(first.get()).isEqualTo(folder);
      assertThat(second.get()).isEqualTo(folder);
      assertThat(folder.resolve("node")).isExecutable();
      assertThat(one.isUnpacked()).isTrue();
      try (Stream<Path> beside = Files.list(folder.getParent())) {
        assertThat(beside).containsExactly(folder);
      }
    } finally {
      askers.shutdown();
    }
  }

  @Test
  void unpacks_where_the_variable_says() {
    Path chosen = home.resolve("elsewhere");
    PlaywrightDriver driver =
        new PlaywrightDriver(machine(Map.of(PlaywrightDriver.FOLDER_VARIABLE, chosen.toString())));
    assertThat(driver.folder()).isEqualTo(chosen);
  }

  @Test
  void a_folder_that_cannot_be_written_is_told_with_what_to_do() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "x");
    PlaywrightDriver driver =
        new PlaywrightDriver(
            machine(Map.of(PlaywrightDriver.FOLDER_VARIABLE, file.resolve("driver").toString())));
    BrowserException thrown = catchThrowableOfType(BrowserException.class, driver::unpack);
    assertThat(thrown.reason()).isEqualTo(Reason.NO_BROWSER);
    assertThat(thrown)
        .hasMessage(
            "The browser's driver cannot be unpacked to "
                + file.resolve("driver")
                + ": java.nio.file.FileAlreadyExistsException: "
                + file
                + ". Free 250 MB there, or name another folder in GATEHOUSE_DRIVER_DIR.");
  }

  @Test
  void names_where_this_version_keeps_its_browsers() {
    List<InstalledBrowser> found = new PlaywrightDriver(machine(Map.of())).candidates();
    assertThat(found)
        .extracting(InstalledBrowser::kind)
        .containsExactly(Kind.HEADLESS_SHELL, Kind.CHROMIUM);
    assertThat(home.relativize(found.get(0).executable()).toString())
        .matches(
            "\\.cache/ms-playwright/chromium_headless_shell-\\d+/chrome-headless-shell-linux64/"
                + "chrome-headless-shell");
    assertThat(home.relativize(found.get(1).executable()).toString())
        .matches("\\.cache/ms-playwright/chromium-\\d+/chrome-linux64/chrome");
  }

  @Test
  void browsers_elsewhere_are_found_by_playwrights_own_variable() {
    PlaywrightDriver driver =
        new PlaywrightDriver(machine(Map.of("PLAYWRIGHT_BROWSERS_PATH", "/opt/browsers")));
    assertThat(driver.candidates())
        .allSatisfy(
            found -> assertThat(found.executable()).startsWithRaw(Path.of("/opt/browsers")));
  }
}
