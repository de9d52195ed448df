package dev.gatehouse.browser.playwright;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.InstalledBrowser.Kind;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchFailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/chrome: error while loading shared libraries: libnss3.so: cannot open shared object file |"
            + " the library libnss3.so is missing. Install the browser with the system's package"
            + " manager, which brings its libraries along.",
        "FATAL: No usable sandbox! Update your kernel | the system does not let it build its"
            + " sandbox. Allow unprivileged user namespaces (sysctl"
            + " kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile for this"
            + " browser).",
        "Missing X server or $DISPLAY | there is no display to show its windows on. Run without"
            + " --headed, or under xvfb-run.",
        "spawn /opt/x EACCES | the file may not be executed.",
        "Something else happened | Something else happened."
      })
  void says_why_and_what_mends_it(String output, String cause) {
    InstalledBrowser browser =
        new InstalledBrowser(Path.of("/opt/x"), Kind.CHROMIUM, "the search path");
    BrowserException failure = LaunchFailure.of(browser, output);
    assertThat(failure.reason()).isEqualTo(Reason.NO_BROWSER);
    assertThat(failure).hasMessage("Chromium at /opt/x does not start: " + cause);
  }
}
