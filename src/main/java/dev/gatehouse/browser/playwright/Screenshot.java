package dev.gatehouse.browser.playwright;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import com.microsoft.playwright.options.ScreenshotScale;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.WebPage;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Takes pictures of a page on which nothing secret is to be seen. */
final class Screenshot {

  /** The selector engine's name; it finds what must not be seen. */
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

  byte[] take(Collection<String> hidden) {
    String mask = MASK_ENGINE + "=" + mask(hidden);
    try {
      return attempt(mask);
    } catch (TimeoutError | BrowserException hangs) {
      if (hangs instanceof BrowserException known && known.reason() != Reason.TIMEOUT) {
        throw known;
      }
      // A page whose script loops for ever draws nothing more: stop the script for the picture.
      watchdog.within(STOP_PATIENCE, "stopping the page's script", change::stopScript);
      return attempt(mask);
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
      return attempt(mask);
    }
  }

  private byte[] attempt(String mask) {
    return watchdog.within(
        PATIENCE.plusSeconds(1),
        "taking a screenshot",
        () -> {
          return page.screenshot(
              new Page.ScreenshotOptions()
                  .setMask(masks(mask))
                  .setMaskColor("#444444")
                  .setAnimations(ScreenshotAnimations.DISABLED)
                  .setCaret(ScreenshotCaret.HIDE)
                  .setScale(ScreenshotScale.CSS)
                  .setTimeout((double) PATIENCE.toMillis()));
        });
  }

  private List<Locator> masks(String mask) {
    return page.frames().stream().map(frame -> frame.locator(mask)).toList();
  }

  // The browser is told no text, only what it needs to know one when it meets it.
  private static String mask(Collection<String> hidden) {
    int base = new SecureRandom().nextInt() | 1;
    JsonObject mask = new JsonObject();
    mask.addProperty("fields", SECRET_FIELDS);
    mask.addProperty("base", base);
    JsonArray texts = new JsonArray();
    hidden.stream()
        .map(text -> text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
        .filter(text -> text.length() >= WebPage.SHORTEST_HIDDEN)
        .forEach(
            text -> {
              JsonObject one = new JsonObject();
              one.addProperty("length", text.length());
              one.addProperty("hash", text.chars().reduce(0, (hash, c) -> hash * base + c));
              texts.add(one);
            });
    mask.add("texts", texts);
    return mask.toString();
  }
}
