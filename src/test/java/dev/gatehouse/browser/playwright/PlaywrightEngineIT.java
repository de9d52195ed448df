package dev.gatehouse.browser.playwright;

import dev.gatehouse.browser.BrowserFinder;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.EngineContract;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.Machine;

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
}
