package dev.gatehouse.browser.playwright;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Selectors;
import com.microsoft.playwright.options.HttpCredentials;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.SessionOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chromium, driven by a Playwright of its own. Used by one thread at a time; it may be handed on to
 * another thread.
 *
 * <p>Downloads are refused, so that a session leaves no files. Certificates are checked, web
 * security is on and Chromium's sandbox too, unless the user is root, for whom Chromium has none.
 */
public final class PlaywrightEngine implements Engine {

  private static final Logger LOG = LoggerFactory.getLogger(PlaywrightEngine.class);
  private static final Duration LAUNCH_PATIENCE = Duration.ofSeconds(60);
  private static final Duration OPEN_PATIENCE = Duration.ofSeconds(30);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  /** What the browser would do on the network by itself, switched off. */
  private static final List<String> QUIET =
      List.of(
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run",
          "--disable-quic");

  // Without a screen, drawing takes a tenth less of the browser's time by the processor alone.
  private static final List<String> UNSEEN =
      Stream.concat(QUIET.stream(), Stream.of("--disable-gpu")).toList();

  private final Playwright playwright;
  private final Browser browser;
  private final String name;
  private final Watchdog watchdog;
  private final TraceFolder traces = new TraceFolder();
  private final Set<PlaywrightSession> sessions = new HashSet<>();
  private @Nullable BrowserSession prepared;
  private boolean closed;

  private PlaywrightEngine(Playwright playwright, Browser browser, String name, Watchdog watchdog) {
    this.playwright = playwright;
    this.browser = browser;
    this.name = name;
    this.watchdog = watchdog;
  }

  /**
   * Starts a browser, with a plain session ready in it: a browser's first takes four times as long
   * as the later ones.
   *
   * @param driver the unpacked driver
   * @param found the browser to start
   * @param headed whether it shows windows
   * @throws BrowserException with reason NO_BROWSER when it does not start
   */
  public static PlaywrightEngine launch(
      PlaywrightDriver driver, InstalledBrowser found, boolean headed) {
    Watchdog watchdog = new Watchdog();
    Playwright playwright = driver.start();
    try {
      Browser browser =
          watchdog.within(
              LAUNCH_PATIENCE,
              "starting the browser",
              () -> {
                // Playwright takes its paint off again only in its own world.
                register(playwright, Screenshot.MASK_ENGINE, PageScript.MASK_ENGINE);
                register(playwright, ReadingApart.ENGINE, PageScript.READ_APART);
                return playwright
                    .chromium()
                    .launch(
                        new BrowserType.LaunchOptions()
                            .setExecutablePath(found.executable())
                            .setHeadless(!headed)
                            .setChromiumSandbox(!driver.isRoot())
                            .setArgs(headed ? QUIET : UNSEEN)
                            .setTimeout((double) LAUNCH_PATIENCE.toMillis()));
              });
      PlaywrightEngine engine = new PlaywrightEngine(playwright, browser, found.name(), watchdog);
      engine.prepared = engine.newSession(SessionOptions.PLAIN);
      return engine;
    } catch (PlaywrightException | BrowserException e) {
      quietly(watchdog, "closing the driver", playwright::close);
      watchdog.close();
      throw LaunchFailure.of(found, String.valueOf(e.getMessage()));
    }
  }

  private static void register(Playwright playwright, String name, PageScript engine) {
    playwright
        .selectors()
        .register(name, engine.source(), new Selectors.RegisterOptions().setContentScript(true));
  }

  @Override
  public String version() {
    return name + " " + browser.version();
  }

  @Override
  public BrowserSession open(SessionOptions options) {
    BrowserSession ready = prepared;
    if (ready != null && options.equals(SessionOptions.PLAIN)) {
      prepared = null;
      return ready;
    }
    return newSession(options);
  }

  /** Has the next plain session ready, in time that is lost anyway. */
  private void prepare() {
    if (prepared != null || closed) {
      return;
    }
    try {
      prepared = newSession(SessionOptions.PLAIN);
    } catch (BrowserException notNow) {
      LOG.debug("No session could be prepared; the next is opened when it is needed", notNow);
    }
  }

  private PlaywrightSession newSession(SessionOptions options) {
    try {
      return watchdog.within(
          OPEN_PATIENCE,
          "opening a session",
          () -> {
            Optional<JsonObject> state =
                options.state().map(kept -> JsonParser.parseString(kept).getAsJsonObject());
            BrowserContext context =
                browser.newContext(contextOptions(options, state.map(SessionStorage::without)));
            PlaywrightSession session =
                new PlaywrightSession(context, watchdog, traces, sessions::remove, this::prepare);
            sessions.add(session);
            session.openFirstWindow(state.map(SessionStorage::in));
            return session;
          });
    } catch (PlaywrightException e) {
      throw Failures.of("opening a session", e);
    }
  }

  private static Browser.NewContextOptions contextOptions(
      SessionOptions options, Optional<String> state) {
    Browser.NewContextOptions context =
        new Browser.NewContextOptions()
            .setViewportSize(options.width(), options.height())
            .setLocale(options.locale())
            .setAcceptDownloads(false);
    options.timeZone().ifPresent(context::setTimezoneId);
    state.ifPresent(context::setStorageState);
    options
        .basicCredentials()
        .ifPresent(
            basic ->
                context.setHttpCredentials(
                    new HttpCredentials(basic.username(), basic.password())
                        .setOrigin(basic.origin())));
    return context;
  }

  /** Returns how many sessions the browser itself still holds. */
  int openSessions() {
    return browser.contexts().size();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = Thread.interrupted();
    quietly(watchdog, "closing the browser", browser::close);
    // Closes the driver's input, at which the driver ends and kills what is left of its browser.
    quietly(watchdog, "closing the driver", playwright::close);
    watchdog.close();
    sessions.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void quietly(Watchdog watchdog, String doing, Runnable call) {
    try {
      watchdog.within(CLOSE_PATIENCE, doing, call);
    } catch (PlaywrightException | BrowserException alreadyGone) {
      LOG.debug("Failed while {}: {}", doing, alreadyGone.getClass().getSimpleName());
    }
  }
}
