package dev.gatehouse.app;

import dev.gatehouse.browser.BrowserFinder;
import dev.gatehouse.browser.BrowserInstaller;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.Machine;
import dev.gatehouse.browser.playwright.PlaywrightDriver;
import dev.gatehouse.browser.playwright.PlaywrightEngine;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts browsers on this machine, finding or installing one when the first is wanted. */
public final class Browsers implements Supplier<Engine> {

  private final PlaywrightDriver driver;
  private final BrowserInstaller installer;
  private final boolean headed;
  private final Consumer<String> tell;

  /**
   * @param tell takes one line for each step of an installation
   */
  public Browsers(Machine machine, boolean headed, Consumer<String> tell) {
    this.driver = new PlaywrightDriver(machine);
    this.installer = new BrowserInstaller(machine, new BrowserFinder(machine, driver), driver);
    this.headed = headed;
    this.tell = tell;
  }

  @Override
  public Engine get() {
    InstalledBrowser browser = installer.findOrInstall(headed, tell);
    driver.unpack();
    return PlaywrightEngine.launch(driver, browser, headed);
  }
}
