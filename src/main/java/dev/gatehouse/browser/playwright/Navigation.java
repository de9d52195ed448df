package dev.gatehouse.browser.playwright;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.Reply;
import java.time.Duration;
import java.util.Map;

/** Opens addresses in a page, and finds out why one did not open. */
final class Navigation {

  private static final Duration EXPLANATION_PATIENCE = Duration.ofMillis(500);

  private final Page page;
  private final PageTraffic traffic;
  private boolean crashed;
  private boolean downloading;

  Navigation(Page page, PageTraffic traffic) {
    this.page = page;
    this.traffic = traffic;
  }

  /** The page's process has died. */
  void crashed() {
    crashed = true;
  }

  boolean isCrashed() {
    return crashed;
  }

  /** What came turned out to be a file; it was refused. */
  void downloadCame() {
    downloading = true;
    traffic.downloaded();
  }

  /** Opens an address; see {@code WebPage#enter}. */
  Reply enter(String address, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    int before = traffic.documentCount();
    downloading = false;
    try {
      Response response =
          page.navigate(
              address,
              new Page.NavigateOptions()
                  .setWaitUntil(WaitUntilState.COMMIT)
                  .setTimeout((double) Math.max(1, deadline.toMillis())));
      return response == null ? lastDocument(address) : PageTraffic.reply(response, true);
    } catch (PlaywrightException e) {
      Failures.throwIfInterrupted(e, "opening " + address);
      return recovered(address, deadline, end, before, e);
    }
  }

  /** Waits for the document; see {@code WebPage#awaitParsed}. */
  void awaitParsed(Duration deadline) {
    try {
      page.waitForLoadState(
          LoadState.DOMCONTENTLOADED,
          new Page.WaitForLoadStateOptions().setTimeout((double) Math.max(1, deadline.toMillis())));
    } catch (PlaywrightException e) {
      Failures.throwIfInterrupted(e, "opening " + page.url());
      throw Failures.ofNavigation(page.url(), deadline.toMillis(), e);
    }
  }

  /** A script of the page that navigates on at once aborts our navigation, and that is fine. */
  private Reply recovered(
      String address, Duration deadline, long end, int before, PlaywrightException e) {
    String text = String.valueOf(e.getMessage());
    if (text.contains("interrupted by another navigation")) {
      try {
        page.waitForLoadState(
            LoadState.DOMCONTENTLOADED,
            new Page.WaitForLoadStateOptions()
                .setTimeout((double) Math.max(1, (end - System.nanoTime()) / 1_000_000)));
        return lastDocument(address);
      } catch (PlaywrightException late) {
        throw Failures.ofNavigation(address, deadline.toMillis(), late);
      }
    }
    if (text.contains("net::ERR_INVALID_AUTH_CREDENTIALS")) {
      // A full Chrome that may answer only another origin's question shows no 401 page of its own.
      return traffic.documentCount() > before
          ? lastDocument(address)
          : new Reply(address, 401, true, Map.of());
    }
    if (text.contains("net::ERR_ABORTED")) {
      awaitExplanation(before);
    }
    if (crashed) {
      throw new BrowserException(
          Reason.CLOSED, address + " crashed the page. Open it in a new session.");
    }
    if (downloading || text.contains("Download is starting")) {
      throw new BrowserException(
          Reason.OTHER,
          address + " is a file to download, not a page. Downloads are refused; open a page.");
    }
    Reply answer = traffic.document();
    if (answer != null && traffic.documentCount() > before && answer.status() / 100 == 2) {
      throw new BrowserException(
          Reason.OTHER,
          address + " was answered with status " + answer.status() + " and no document.");
    }
    throw Failures.ofNavigation(address, deadline.toMillis(), e);
  }

  /** The browser tells that it gave up a little before it tells why. */
  private void awaitExplanation(int before) {
    long end = System.nanoTime() + EXPLANATION_PATIENCE.toNanos();
    page.context()
        .waitForCondition(
            () ->
                crashed
                    || downloading
                    || traffic.documentCount() > before
                    || System.nanoTime() >= end);
  }

  private Reply lastDocument(String address) {
    Reply last = traffic.document();
    return last == null ? new Reply(address, 200, true, Map.of()) : last;
  }
}
