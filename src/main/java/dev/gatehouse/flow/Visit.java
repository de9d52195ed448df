package dev.gatehouse.flow;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Element;
import dev.gatehouse.browser.Reply;
import dev.gatehouse.browser.WebPage;
import dev.gatehouse.locate.Locator;
import dev.gatehouse.locate.PageSnapshot;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.SnapshotTaker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One scenario's stay at a portal: the site, the browser session, and the eyes to watch its pages
 * with. Not thread-safe.
 */
public final class Visit {

  private static final Duration READ = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final Duration ACT = Duration.ofSeconds(10);

  private final Site site;
  private final BrowserSession session;
  private final Locator locator;

  public Visit(Site site, BrowserSession session, Locator locator) {
    this.site = site;
    this.session = session;
    this.locator = locator;
  }

  /** Returns where the visit is. */
  public Site site() {
    return site;
  }

  /** Returns the browser session it uses. */
  public BrowserSession session() {
    return session;
  }

  Locator locator() {
    return locator;
  }

  /** Returns the window a person would be looking at. */
  public WebPage window() {
    return session.page();
  }

  /** Navigates to a page of the portal; answers and dialogs are counted from here. */
  Reply open(String page, Deadline deadline) {
    WebPage window = window();
    window.forgetReplies();
    return window.open(site.resolve(page), deadline.left(Duration.ofSeconds(60)));
  }

  /**
   * Watches the page until the function decides, and returns what it decided; empty when the
   * deadline passed undecided. The page is read anew only when it may have changed.
   */
  <T> Optional<T> until(Deadline deadline, Function<Sighting, Optional<T>> decide) {
    int fingerprint = 0;
    long unchangedSince = System.nanoTime();
    while (true) {
      WebPage window = window();
      Optional<PageSnapshot> snapshot = look(window, deadline);
      if (snapshot.isPresent()) {
        int now = snapshot.get().fingerprint();
        if (now != fingerprint) {
          fingerprint = now;
          unchangedSince = System.nanoTime();
        }
        Sighting sighting =
            new Sighting(
                window,
                snapshot.get(),
                locator.read(snapshot.get()),
                window.replies(),
                window.dialogs(),
                window.isBusy(),
                Duration.ofNanos(System.nanoTime() - unchangedSince));
        Optional<T> decided = decide.apply(sighting);
        if (decided.isPresent()) {
          return decided;
        }
      }
      if (deadline.isOver()) {
        return Optional.empty();
      }
      window.awaitChange(deadline.left(LOOK_AGAIN));
    }
  }

  private Optional<PageSnapshot> look(WebPage window, Deadline deadline) {
    try {
      return Optional.of(locator.snapshot(window, site.portal().locators(), deadline.left(READ)));
    } catch (BrowserException e) {
      // A page that is just being replaced cannot be read; the next look sees the new one.
      return switch (e.reason()) {
        case STALE, TIMEOUT -> Optional.empty();
        case OTHER -> {
          if (deadline.isOver()) {
            throw e;
          }
          yield Optional.empty();
        }
        default -> throw e;
      };
    }
  }

  /** Returns the page as it is now. */
  Sighting sighting(Deadline deadline) {
    return until(deadline, Optional::of)
        .orElseThrow(
            () ->
                new BrowserException(
                    BrowserException.Reason.TIMEOUT, "The page could not be read in time."));
  }

  /** Returns the handle of a control that was just seen. */
  Element element(Sighting sighting, Located located) {
    return SnapshotTaker.element(sighting.window(), located);
  }

  /** Clicks a control; answers and dialogs are counted from here. */
  void click(Sighting sighting, Located located) {
    sighting.window().forgetReplies();
    element(sighting, located).click(ACT);
  }

  /** Enters text in a field. */
  void fill(Sighting sighting, Located located, String text) {
    element(sighting, located).fill(text, ACT);
  }

  /** Returns a screenshot with what must not be seen painted over, if the page still stands. */
  public Optional<byte[]> screenshot() {
    try {
      return Optional.of(window().screenshot(List.of()));
    } catch (BrowserException e) {
      return Optional.empty();
    }
  }
}
