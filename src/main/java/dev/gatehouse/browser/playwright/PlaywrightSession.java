package dev.gatehouse.browser.playwright;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Trace;
import dev.gatehouse.browser.WebPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A browser context and its windows. It listens once for the whole context and hands each event to
 * the page it belongs to, so that a pop-up is followed from its first request.
 */
final class PlaywrightSession implements BrowserSession {

  private static final Logger LOG = LoggerFactory.getLogger(PlaywrightSession.class);
  private static final int HELD_AT_MOST = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BrowserContext context;
  private final Watchdog watchdog;
  private final Consumer<PlaywrightSession> whenClosed;
  private final Runnable whileWaiting;
  private final Map<Page, PlaywrightPage> pages = new HashMap<>();
  private final List<Runnable> early = new ArrayList<>();
  private final PlaywrightTrace trace;
  private boolean closed;

  /**
   * @param traces where the driver keeps recordings
   * @param whenClosed is told once it is closed
   * @param whileWaiting what there is to do for others while a page waits for its server; never
   *     throws
   */
  PlaywrightSession(
      BrowserContext context,
      Watchdog watchdog,
      TraceFolder traces,
      Consumer<PlaywrightSession> whenClosed,
      Runnable whileWaiting) {
    this.whileWaiting = whileWaiting;
    this.context = context;
    this.watchdog = watchdog;
    this.whenClosed = whenClosed;
    this.trace = new PlaywrightTrace(context, watchdog, traces);
    context.onPage(this::onPage);
    context.onRequest(request -> onTraffic(request, PlaywrightPage::requestStarted));
    context.onRequestFinished(request -> onTraffic(request, PlaywrightPage::requestFinished));
    context.onRequestFailed(request -> onTraffic(request, PlaywrightPage::requestFailed));
    context.onResponse(this::onResponse);
    context.onDialog(this::onDialog);
  }

  @Override
  public WebPage page() {
    List<WebPage> open = pages();
    return open.get(open.size() - 1);
  }

  @Override
  public List<WebPage> pages() {
    try {
      return watchdog.within(PATIENCE, "listing the windows", this::openPages);
    } catch (PlaywrightException e) {
      throw Failures.of("listing the windows", e);
    }
  }

  private List<WebPage> openPages() {
    List<WebPage> open = new ArrayList<>();
    for (Page page : context.pages()) {
      if (!page.isClosed()) {
        open.add(followed(page));
      }
    }
    if (open.isEmpty()) {
      open.add(followed(context.newPage()));
    }
    return open;
  }

  @Override
  public String state() {
    try {
      return watchdog.within(
          PATIENCE,
          "reading the session's state",
          () ->
              SessionStorage.of(context)
                  .beside(
                      context.storageState(
                          new BrowserContext.StorageStateOptions().setIndexedDB(true))));
    } catch (PlaywrightException e) {
      throw Failures.of("reading the session's state", e);
    }
  }

  @Override
  public Trace trace() {
    return trace;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    trace.discard();
    boolean interrupted = Thread.interrupted();
    try {
      watchdog.within(PATIENCE, "closing the session", (Runnable) context::close);
    } catch (PlaywrightException | BrowserException gone) {
      LOG.warn("A browser session did not close in time; it ends with its browser.");
    } finally {
      whenClosed.accept(this);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Opens the window every session starts with.
   *
   * @param stored what it has in session storage from the start
   */
  void openFirstWindow(Optional<SessionStorage> stored) {
    Page window = context.newPage();
    stored.ifPresent(storage -> storage.putInto(window));
    followed(window).observe();
  }

  void makeUseOfTheWait() {
    whileWaiting.run();
  }

  BrowserContext context() {
    return context;
  }

  /**
   * Lets every event in that the driver had told by now: it answers in order, so that after one
   * round trip to it (not to the page, which may hang) everything before has been dealt with.
   */
  void letEventsIn() {
    List<Page> open = context.pages();
    if (!open.isEmpty()) {
      open.get(0).mainFrame().waitForTimeout(0);
    }
  }

  private PlaywrightPage followed(Page page) {
    return pages.computeIfAbsent(page, this::newlyFollowed);
  }

  private void onPage(Page opened) {
    List.copyOf(pages.values()).forEach(PlaywrightPage::windowOpened);
    List<Runnable> held = List.copyOf(early);
    early.clear();
    held.forEach(Runnable::run);
  }

  private void onTraffic(Request request, BiConsumer<PlaywrightPage, Request> told) {
    if (PageTraffic.isWatched(request)) {
      tell(request, page -> told.accept(page, request));
    }
  }

  private void onResponse(Response response) {
    if (PageTraffic.isWatched(response.request())) {
      tell(response.request(), page -> page.responseCame(response));
    }
  }

  private void tell(Request request, Consumer<PlaywrightPage> told) {
    PlaywrightPage page = pageOf(request);
    if (page != null) {
      told.accept(page);
    } else if (request.isNavigationRequest() && early.size() < HELD_AT_MOST) {
      // A pop-up's first document is asked for, and may be answered, before its window is told.
      early.add(
          () -> {
            PlaywrightPage late = pageOf(request);
            if (late != null) {
              told.accept(late);
            }
          });
    }
  }

  private @Nullable PlaywrightPage pageOf(Request request) {
    Frame frame = frameOf(request);
    try {
      // A pop-up's own first document is noted before anybody asked for the pop-up.
      return frame == null || frame.page().isClosed() ? null : followed(frame.page());
    } catch (PlaywrightException noWindowYet) {
      return null;
    }
  }

  // A request older than its window has no frame yet. Of a service worker's, which never has one,
  // Playwright 1.62 knows no way to say so and fails on a null of its own.
  private static @Nullable Frame frameOf(Request request) {
    try {
      return request.frame();
    } catch (PlaywrightException | NullPointerException noFrame) {
      return null;
    }
  }

  private PlaywrightPage newlyFollowed(Page page) {
    page.onClose(pages::remove);
    return new PlaywrightPage(page, this, watchdog);
  }

  private void onDialog(Dialog dialog) {
    Page page = dialog.page();
    PlaywrightPage told = page == null ? null : pages.get(page);
    try {
      if (Objects.equals(dialog.type(), "beforeunload")) {
        // "Stay" would keep the page from ever being left.
        dialog.accept();
      } else {
        if (told != null) {
          told.dialogCame(dialog.message());
        }
        dialog.dismiss();
      }
    } catch (PlaywrightException windowGone) {
      if (told != null) {
        told.windowOpened();
      }
    }
  }
}
