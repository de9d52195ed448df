package dev.gatehouse.browser.playwright;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.Element;
import dev.gatehouse.browser.FrameReading;
import dev.gatehouse.browser.Reply;
import dev.gatehouse.browser.WebPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One window. Its session tells it what happens; it asks Playwright only for what that leaves. */
final class PlaywrightPage implements WebPage {

  private static final Logger LOG = LoggerFactory.getLogger(PlaywrightPage.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Page page;
  private final PlaywrightSession session;
  private final Watchdog watchdog;
  private final PageTraffic traffic = new PageTraffic();
  private final ChangeSignal change;
  private final FrameReader frames;
  private final Navigation navigation;
  private final List<String> dialogs = new ArrayList<>();
  private boolean observed;
  private boolean prepared;

  PlaywrightPage(Page page, PlaywrightSession session, Watchdog watchdog) {
    this.page = page;
    this.session = session;
    this.watchdog = watchdog;
    this.change = new ChangeSignal(session.context(), page);
    this.frames = new FrameReader(page, watchdog);
    this.navigation = new Navigation(page, traffic);
    page.onFrameNavigated(change::navigated);
    page.onFrameDetached(
        frame -> {
          change.detached(frame);
          frames.forget(frame);
        });
    page.onDOMContentLoaded(
        parsed -> {
          traffic.parsed();
          change.raise();
        });
    page.onClose(closed -> change.raise());
    page.onCrash(
        dead -> {
          navigation.crashed();
          change.raise();
        });
    page.onDownload(
        refused -> {
          navigation.downloadCame();
          change.raise();
        });
  }

  /** Starts telling changes of the document; a window nobody looks at does without. */
  void observe() {
    if (!observed) {
      observed = true;
      change.observe();
      change.raise();
    }
  }

  void requestStarted(Request request) {
    traffic.started(request, isOfMainFrame(request));
    prepared &= !(request.isNavigationRequest() && isOfMainFrame(request));
    if (request.isNavigationRequest()) {
      change.raise();
    }
  }

  void requestFinished(Request request) {
    traffic.ended(request, false);
    change.raise();
  }

  void requestFailed(Request request) {
    traffic.ended(request, true);
    change.raise();
  }

  void responseCame(Response response) {
    traffic.answered(response, isOfMainFrame(response.request()));
    change.raise();
  }

  void windowOpened() {
    change.raise();
  }

  void dialogCame(String text) {
    dialogs.add(text);
    change.raise();
  }

  private boolean isOfMainFrame(Request request) {
    return request.frame() == page.mainFrame();
  }

  @Override
  public Reply enter(String address, Duration deadline) {
    change.raise();
    try {
      return navigation.enter(address, deadline);
    } finally {
      // Whatever came of it, the document may be another now.
      change.raise();
    }
  }

  @Override
  public void awaitParsed(Duration deadline) {
    makeUseOfTheWait();
    try {
      navigation.awaitParsed(deadline);
    } finally {
      change.raise();
    }
  }

  @Override
  public String address() {
    return page.url();
  }

  @Override
  public String title() {
    return ask("reading the title", page::title);
  }

  @Override
  public boolean hasClosedRoots() {
    return ask("looking for closed shadow roots", change::hasClosedRoots);
  }

  @Override
  public boolean isClosed() {
    return navigation.isCrashed() || page.isClosed();
  }

  @Override
  public List<FrameReading> readFrames(String script, String argument, Duration deadline) {
    requireOpen("reading the page");
    try {
      watchdog.within(PATIENCE, "starting to watch the page", this::observe);
      makeUseOfTheWait();
      change.lower();
      return frames.read(script, argument, deadline);
    } catch (PlaywrightException e) {
      throw Failures.of("reading the page", e);
    }
  }

  @Override
  public Element element(FrameReading reading, int index) {
    ElementHandle handle;
    try {
      handle =
          watchdog.within(PATIENCE, "fetching an element", () -> frames.element(reading, index));
    } catch (PlaywrightException e) {
      if (Failures.isClosed(e)) {
        throw Failures.closed("fetching an element");
      }
      handle = null;
    }
    if (handle == null) {
      throw new BrowserException(
          Reason.STALE,
          "Element "
              + index
              + " of "
              + reading.address()
              + " has left the page since it was read. Read the page again.");
    }
    return new PlaywrightElement(handle, page, watchdog);
  }

  @Override
  public boolean awaitChange(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    makeUseOfTheWait();
    try {
      watchdog.within(
          PATIENCE,
          "watching the page",
          () -> {
            observe();
            change.observeNewFrames();
          });
      // Lets events in while it waits and looks at the signal after each, so that it returns at
      // once.
      session
          .context()
          .waitForCondition(
              () -> change.isRaised() || System.nanoTime() >= end,
              new BrowserContext.WaitForConditionOptions()
                  .setTimeout((double) atMost.plus(PATIENCE).toMillis()));
    } catch (PlaywrightException e) {
      Failures.throwIfInterrupted(e, "waiting for the page to change");
      if (!page.isClosed()) {
        throw Failures.of("waiting for the page to change", e);
      }
      change.raise();
    }
    boolean changed = change.isRaised();
    change.lower();
    return changed;
  }

  @Override
  public boolean isBusy() {
    return !isClosed() && traffic.isBusy();
  }

  @Override
  public boolean isComing() {
    return !isClosed() && traffic.isComing();
  }

  @Override
  public List<Reply> replies() {
    return traffic.replies();
  }

  @Override
  public void forgetReplies() {
    letEventsIn();
    traffic.forget();
    dialogs.clear();
  }

  @Override
  public List<String> dialogs() {
    return List.copyOf(dialogs);
  }

  @Override
  public byte[] screenshot(Collection<String> hidden) {
    requireOpen("taking a screenshot");
    try {
      watchdog.within(PATIENCE, "starting to watch the page", this::observe);
      return new Screenshot(page, change, watchdog).take(hidden);
    } catch (PlaywrightException e) {
      throw Failures.of("taking a screenshot", e);
    }
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      watchdog.within(PATIENCE, "closing the window", () -> page.close());
    } catch (PlaywrightException | BrowserException gone) {
      change.raise();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Does what would have to be done later while the page waits for its server anyway. */
  private void makeUseOfTheWait() {
    if (traffic.isComing()) {
      if (!prepared) {
        prepared = true;
        prepareActing();
      }
    } else if (traffic.isBusy()) {
      session.makeUseOfTheWait();
    }
  }

  /** Has Playwright load its script for acting into the document: 30 ms at the first action. */
  private void prepareActing() {
    try {
      watchdog.within(PATIENCE, "preparing the page", () -> page.isVisible("html"));
    } catch (PlaywrightException | BrowserException notNow) {
      LOG.debug("The page could not be prepared; the first action does it", notNow);
    }
  }

  private void letEventsIn() {
    try {
      watchdog.within(PATIENCE, "hearing what happened", session::letEventsIn);
    } catch (PlaywrightException e) {
      if (!isClosed()) {
        throw Failures.of("hearing what happened", e);
      }
    }
  }

  private <T> T ask(String doing, Supplier<T> question) {
    requireOpen(doing);
    try {
      return watchdog.within(PATIENCE, doing, question);
    } catch (PlaywrightException e) {
      throw Failures.of(doing, e);
    }
  }

  private void requireOpen(String doing) {
    if (navigation.isCrashed()) {
      throw new BrowserException(
          Reason.CLOSED,
          "The page has crashed; " + doing + " is not possible. Open it in a new session.");
    }
    if (page.isClosed()) {
      throw Failures.closed(doing);
    }
  }
}
