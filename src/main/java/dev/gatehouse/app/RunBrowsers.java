package dev.gatehouse.app;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.EnginePool;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.Machine;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The browsers of one run, found or installed once. Close it to stop them. Thread-safe. */
public final class RunBrowsers implements AutoCloseable {

  private final Browsers browsers;
  private final boolean headed;
  private final Consumer<String> tell;
  private final EnginePool pool;
  private final int most;
  private @Nullable InstalledBrowser browser;
  private @Nullable BrowserException noBrowser;
  private volatile String version = "";

  /**
   * @param tell takes lines for a person while something is installed
   */
  public RunBrowsers(Settings settings, Consumer<String> tell) {
    this(settings, tell, Machine.current());
  }

  RunBrowsers(Settings settings, Consumer<String> tell, Machine machine) {
    this.browsers = new Browsers(machine);
    this.headed = settings.headed();
    this.tell = tell;
    this.most = settings.workers();
    this.pool = new EnginePool(this::launch, most);
  }

  private Engine launch() {
    Engine engine = browsers.launch(browser(), headed);
    version = engine.version();
    return engine;
  }

  // What could not be installed once is not tried again for every scenario.
  private synchronized InstalledBrowser browser() {
    if (noBrowser != null) {
      throw noBrowser;
    }
    if (browser == null) {
      try {
        browser = browsers.findOrInstall(headed, tell);
        browsers.unpackDriver();
      } catch (BrowserException e) {
        noBrowser = e;
        throw e;
      }
    }
    return browser;
  }

  /**
   * Starts the run's browsers in the background, as many at a time as there are processors. Where
   * there is none nothing happens: what has to be installed waits for the first scenario that needs
   * it, which may never begin because of a mistake in a file.
   */
  public void warmUp() {
    if (isThere()) {
      pool.warmUp(most, Runtime.getRuntime().availableProcessors());
    }
  }

  private boolean isThere() {
    try {
      return browsers.find(headed).isPresent();
    } catch (BrowserException e) {
      // Whoever needs a browser is told why there is none.
      return false;
    }
  }

  /** Returns where scenarios get their browsers from. */
  EnginePool pool() {
    return pool;
  }

  /** Returns the browser's name and version, once one has started. */
  Optional<String> version() {
    return Optional.of(version).filter(known -> !known.isEmpty());
  }

  @Override
  public void close() {
    pool.close();
  }
}
