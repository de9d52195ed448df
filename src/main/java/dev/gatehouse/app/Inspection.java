package dev.gatehouse.app;

import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.SessionOptions;
import dev.gatehouse.browser.WebPage;
import dev.gatehouse.locate.ControlNumbers;
import dev.gatehouse.locate.FormReader;
import dev.gatehouse.locate.Locator;
import dev.gatehouse.locate.Markings;
import dev.gatehouse.locate.PageKind;
import dev.gatehouse.locate.PageSnapshot;
import dev.gatehouse.locate.Recognised;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks at pages and says what is recognised on them; enters and clicks nothing. Close it to end
 * its browser. Used by one thread.
 */
public final class Inspection implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofMillis(500);
  private static final Duration RESTLESS = Duration.ofSeconds(5);

  private final Engine engine;
  private final BrowserSession session;
  private final Locator locator = new Locator();
  private final FormReader forms = new FormReader();
  private final ControlNumbers numbers = new ControlNumbers();
  private final Markings markings = new Markings();

  /**
   * What was recognised on a page.
   *
   * @param numbers the number each control has in collections of labelled pages, by its index
   */
  public record Inspected(
      String address, String title, PageKind kind, List<Recognised> found, List<Integer> numbers) {}

  /**
   * Starts a browser.
   *
   * @param tell takes lines for a person while a browser is installed
   * @throws dev.gatehouse.browser.BrowserException when none can be had
   */
  public Inspection(Browsers browsers, Consumer<String> tell) {
    engine = browsers.launch(browsers.findOrInstall(false, tell), false);
    session = engine.open(SessionOptions.PLAIN);
  }

  /**
   * Opens a page as a visitor would see it, scripts included, and reads it.
   *
   * @param address absolute; {@code file:} too
   * @throws dev.gatehouse.browser.BrowserException when it cannot be opened or read
   */
  public Inspected visit(String address) {
    WebPage page = session.page();
    page.open(address, PATIENCE);
    long end = System.nanoTime() + RESTLESS.toNanos();
    while ((page.awaitChange(QUIET) || page.isBusy()) && System.nanoTime() < end) {
      page = session.page();
    }
    return read(session.page());
  }

  /** Opens a stored page, which is read as it was loaded. */
  public Inspected stored(String address) {
    WebPage page = session.page();
    page.open(address, PATIENCE);
    return read(page);
  }

  private Inspected read(WebPage page) {
    PageSnapshot snapshot = locator.snapshot(page, Map.of(), PATIENCE);
    return new Inspected(
        page.address(),
        snapshot.title(),
        locator.read(snapshot).kind(),
        forms.read(snapshot),
        numbers.of(page));
  }

  /**
   * Returns a picture of the page with each recognised control framed and numbered, from 1, in the
   * order given. The page is changed by it.
   */
  public byte[] picture(Inspected inspected) {
    WebPage page = session.page();
    markings.draw(page, inspected.found());
    return page.screenshot(List.of());
  }

  @Override
  public void close() {
    engine.close();
  }
}
