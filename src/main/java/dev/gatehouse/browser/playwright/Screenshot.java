package dev.gatehouse.browser.playwright;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import com.microsoft.playwright.options.ScreenshotScale;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes pictures of a page on which nothing secret is to be seen. */
final class Screenshot {

  /** The selector engine's name; it finds what {@code mark-masked.js} marked. */
  static final String MASK_ENGINE = "gatehouse-masked";

  /**
   * Fields that hold secrets by what they say of themselves. Autocomplete names a password's field
   * also while a "show password" button has made plain text of it. Matched in open shadow roots
   * too.
   */
  private static final String SECRET_FIELDS =
      "input[type=password], [autocomplete*='password' i], [autocomplete*='one-time-code' i],"
          + " [autocomplete*='cc-' i]";

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(1);

  private final Page page;
  private final ChangeSignal change;
  private final Watchdog watchdog;

  Screenshot(Page page, ChangeSignal change, Watchdog watchdog) {
    this.page = page;
    this.change = change;
    this.watchdog = watchdog;
  }

  byte[] take(List<Element> masked) {
    try {
      return attempt(masked);
    } catch (TimeoutError | BrowserException hangs) {
      if (hangs instanceof BrowserException known && known.reason() != Reason.TIMEOUT) {
        throw known;
      }
      // A page whose script loops for ever draws nothing more: stop the script for the picture.
      watchdog.within(STOP_PATIENCE, "stopping the page's script", change::stopScript);
      return attempt(masked);
    } catch (PlaywrightException notDrawnYet) {
      if (!String.valueOf(notDrawnYet.getMessage()).contains("Unable to capture screenshot")) {
        throw notDrawnYet;
      }
      // A window just opened has nothing to show before its first frame.
      watchdog.within(
          PATIENCE,
          "waiting for the page to be drawn",
          () ->
              page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => drawn()))"));
      return attempt(masked);
    }
  }

  private byte[] attempt(List<Element> masked) {
    return watchdog.within(
        PATIENCE.plusSeconds(1),
        "taking a screenshot",
        () -> {
          masked.forEach(Screenshot::mark);
          return page.screenshot(
              new Page.ScreenshotOptions()
                  .setMask(masks(!masked.isEmpty()))
                  .setMaskColor("#444444")
                  .setAnimations(ScreenshotAnimations.DISABLED)
                  .setCaret(ScreenshotCaret.HIDE)
                  .setScale(ScreenshotScale.CSS)
                  .setTimeout((double) PATIENCE.toMillis()));
        });
  }

  private static void mark(Element element) {
    if (!(element instanceof PlaywrightElement known)) {
      throw new IllegalArgumentException("an element of another engine cannot be painted over");
    }
    try {
      known.handle().evaluate(PageScript.MARK_MASKED.source());
    } catch (PlaywrightException e) {
      if (!Failures.isStale(e)) {
        throw e;
      }
    }
  }

  private List<Locator> masks(boolean marked) {
    List<Locator> masks = new ArrayList<>();
    for (Frame frame : page.frames()) {
      masks.add(frame.locator(SECRET_FIELDS));
      if (marked) {
        masks.add(frame.locator(MASK_ENGINE + "=all"));
      }
    }
    return masks;
  }
}
