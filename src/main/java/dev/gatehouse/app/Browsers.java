package dev.gatehouse.app;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserFinder;
import dev.gatehouse.browser.BrowserInstaller;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.Machine;
import dev.gatehouse.browser.playwright.PlaywrightDriver;
import dev.gatehouse.browser.playwright.PlaywrightEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The browsers of a machine: found, installed, started. Thread-safe. */
public final class Browsers {

  private final PlaywrightDriver driver;
  private final BrowserFinder finder;
  private final BrowserInstaller installer;

  public Browsers(Machine machine) {
    this.driver = new PlaywrightDriver(machine);
    this.finder = new BrowserFinder(machine, driver);
    this.installer = new BrowserInstaller(machine, finder, driver);
  }

  /**
   * Finds the browser that would be started.
   *
   * @param headed whether it must show windows
   * @throws BrowserException with reason NO_BROWSER when the one named by the user cannot be used
   */
  public Optional<InstalledBrowser> find(boolean headed) {
    return finder.find(headed);
  }

  /**
   * Finds a browser, or installs one and tells each step in a line.
   *
   * @throws BrowserException with reason NO_BROWSER and what to do, when there is none to be had
   */
  public InstalledBrowser findOrInstall(boolean headed, Consumer<String> tell) {
    return installer.findOrInstall(headed, tell);
  }

  /**
   * Makes sure of driver and browser: unpacks the one, finds or installs the other. Never throws.
   *
   * @param headed whether the browser must show windows
   * @param tell takes a line for each step of an installation
   */
  public List<Check> setUp(boolean headed, Consumer<String> tell) {
    try {
      InstalledBrowser browser = findOrInstall(headed, tell);
      return List.of(
          Check.ok("driver", driverName() + " in " + unpackDriver()),
          Check.ok("browser", line(browser)));
    } catch (BrowserException e) {
      return List.of(Check.missing("browser", String.valueOf(e.getMessage()), ""));
    }
  }

  static String line(InstalledBrowser browser) {
    return browser.name() + " at " + browser.executable() + ", found by " + browser.foundBy();
  }

  /**
   * Unpacks the browser's driver, unless it is.
   *
   * @return its folder
   * @throws BrowserException with reason NO_BROWSER when it cannot be unpacked
   */
  public Path unpackDriver() {
    return driver.unpack();
  }

  /** Returns the driver's name and version: {@code Playwright 1.62.0}. */
  public String driverName() {
    return driver.name() + " " + driver.version();
  }

  /**
   * Starts a browser. Each call starts one of its own, so that every worker has its own.
   *
   * @throws BrowserException with reason NO_BROWSER when it does not start
   */
  public Engine launch(InstalledBrowser browser, boolean headed) {
    return PlaywrightEngine.launch(driver, browser, headed);
  }
}
