package dev.gatehouse.browser.playwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserFinder;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.EngineContract;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.Machine;
import dev.gatehouse.browser.SessionOptions;
import dev.gatehouse.browser.WebPage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract, with Playwright and the browser of this machine. */
class PlaywrightEngineIT extends EngineContract {

  @Override
  protected Engine launch() {
    Machine machine = Machine.current();
    PlaywrightDriver driver = new PlaywrightDriver(machine);
    InstalledBrowser browser = new BrowserFinder(machine, driver).find(false).orElseThrow();
    return PlaywrightEngine.launch(driver, browser, false);
  }

  @Override
  protected int sessionsIn(Engine running) {
    return ((PlaywrightEngine) running).openSessions();
  }

  @Test
  void a_page_that_crashes_is_closed_and_the_next_session_works() {
    try (BrowserSession session = engine().open(SessionOptions.PLAIN)) {
      WebPage page = session.page();
      assertThatThrownBy(() -> page.open("chrome://crash", Duration.ofSeconds(10)))
          .hasMessage("chrome://crash crashed the page. Open it in a new session.")
          .extracting("reason")
          .isEqualTo(BrowserException.Reason.CLOSED);
      assertThat(page.isClosed()).isTrue();
      assertThatThrownBy(page::title)
          .hasMessage(
              "The page has crashed; reading the title is not possible. Open it in a new session.");
    }
    try (BrowserSession session = engine().open(SessionOptions.PLAIN)) {
      assertThat(session.page().isClosed()).isFalse();
    }
  }
}
