package dev.gatehouse.browser.playwright;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.FrameReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs scripts in a page's frames and gives the elements they registered. */
final class FrameReader {

  /** So long a child frame may take: one that hangs must not use up the others' time. */
  private static final Duration CHILD_PATIENCE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);

  /** The caller's script as it is, and as it runs in the page's own world. */
  private record Script(String plain, String wrapped) {}

  private final Page page;
  private final Watchdog watchdog;
  private final Map<String, Frame> framesByKey = new HashMap<>();
  private final Map<Frame, Integer> numbers = new HashMap<>();
  private int frameCount;
  private int readings;

  FrameReader(Page page, Watchdog watchdog) {
    this.page = page;
    this.watchdog = watchdog;
  }

  /** Reads every frame; see {@code WebPage#readFrames}. */
  List<FrameReading> read(String script, String argument, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    Script both = new Script(script, PageScript.READ_FRAME.source().replace("SCRIPT", script));
    Map<String, Object> given = Map.of("argument", argument, "stamp", ++readings);
    List<FrameReading> found = new ArrayList<>();
    found.add(readMain(both, given, deadline, end));
    for (Frame frame : page.frames()) {
      if (frame == page.mainFrame() || frame.isDetached()) {
        continue;
      }
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative() || left.isZero()) {
        break;
      }
      FrameReading reading =
          readChild(frame, both, given, left.compareTo(CHILD_PATIENCE) < 0 ? left : CHILD_PATIENCE);
      if (reading != null) {
        found.add(reading);
      }
    }
    return found;
  }

  private FrameReading readMain(
      Script script, Map<String, Object> given, Duration deadline, long end) {
    while (true) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative() || left.isZero()) {
        throw new BrowserException(
            Reason.TIMEOUT,
            "The page "
                + page.url()
                + " did not come to rest within "
                + deadline.toMillis()
                + " ms: it keeps navigating.");
      }
      try {
        return readOne(page.mainFrame(), script, given, left);
      } catch (BrowserException e) {
        throw e.reason() == Reason.TIMEOUT ? noAnswer(deadline) : e;
      } catch (PlaywrightException e) {
        if (!Failures.isNavigatedAway(e)) {
          throw e;
        }
        awaitDocument(left);
      }
    }
  }

  private BrowserException noAnswer(Duration deadline) {
    return new BrowserException(
        Reason.TIMEOUT,
        "The page "
            + page.url()
            + " did not answer within "
            + deadline.toMillis()
            + " ms: its document does not come, or a script of it does not end.");
  }

  private void awaitDocument(Duration left) {
    try {
      page.waitForLoadState(
          LoadState.DOMCONTENTLOADED,
          new Page.WaitForLoadStateOptions().setTimeout((double) Math.max(1, left.toMillis())));
    } catch (TimeoutError e) {
      throw new BrowserException(
          Reason.TIMEOUT,
          "The page went to another document that did not come within " + left.toMillis() + " ms.");
    }
  }

  private @Nullable FrameReading readChild(
      Frame frame, Script script, Map<String, Object> given, Duration limit) {
    try {
      return readOne(frame, script, given, limit);
    } catch (PlaywrightException e) {
      if (Failures.isClosed(e) && page.isClosed()) {
        throw e;
      }
      return null;
    } catch (BrowserException e) {
      if (e.reason() != Reason.TIMEOUT) {
        throw e;
      }
      return null;
    }
  }

  private Object evaluate(Frame frame, Script script, Map<String, Object> given, Duration limit) {
    try {
      return frame.evaluate(script.wrapped(), given);
    } catch (PlaywrightException e) {
      if (Failures.isNavigatedAway(e)
          || Failures.isClosed(e)
          || e.getCause() instanceof InterruptedException) {
        throw e;
      }
      // The page's own scripts have made something of theirs of what reading needs.
      LOG.debug("{} disturbs reading it; it is read in a world apart", frame.url());
      return ReadingApart.read(frame, script.plain(), given, limit).orElseThrow(() -> e);
    }
  }

  private FrameReading readOne(
      Frame frame, Script script, Map<String, Object> given, Duration limit) {
    Object answer =
        watchdog.within(
            limit, "reading " + frame.url(), () -> evaluate(frame, script, given, limit));
    if (!(answer instanceof Map<?, ?> result)
        || !(result.get("value") instanceof String value)
        || !(result.get("stamp") instanceof Number stamp)) {
      throw new IllegalArgumentException(
          "a script for reading frames returns a string; this one returned something else");
    }
    return new FrameReading(
        key(frame) + "#" + stamp.intValue(), frame.url(), frame == page.mainFrame(), value);
  }

  /** Returns the element, or {@code null} when the frame, the reading or the element is gone. */
  @Nullable ElementHandle element(FrameReading reading, int index) {
    int hash = reading.frame().indexOf('#');
    Frame frame = framesByKey.get(reading.frame().substring(0, Math.max(0, hash)));
    if (frame == null || frame.isDetached()) {
      return null;
    }
    int stamp = Integer.parseInt(reading.frame().substring(hash + 1));
    if (stamp < 0) {
      return ReadingApart.element(frame, stamp, index);
    }
    return frame
        .evaluateHandle(
            PageScript.REGISTERED_ELEMENT.source(), Map.of("stamp", stamp, "index", index))
        .asElement();
  }

  void forget(Frame frame) {
    Integer number = numbers.remove(frame);
    if (number != null) {
      framesByKey.remove("frame-" + number);
    }
  }

  private String key(Frame frame) {
    int number = numbers.computeIfAbsent(frame, unnumbered -> ++frameCount);
    String key = "frame-" + number;
    framesByKey.put(key, frame);
    return key;
  }
}
