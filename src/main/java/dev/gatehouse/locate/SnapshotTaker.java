package dev.gatehouse.locate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.Element;
import dev.gatehouse.browser.FrameReading;
import dev.gatehouse.browser.WebPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a page into a snapshot: one script, one round trip a frame. Thread-safe. */
public final class SnapshotTaker {

  private static final int MAX_CONTROLS = 3_000;
  private static final int MAX_SCRIPT_MILLIS = 2_000;

  private final ObjectMapper json = new ObjectMapper();
  private final String script = PageScripts.read("snapshot.js");

  /**
   * Takes a snapshot.
   *
   * @param pins CSS pinned by the portal's definition, by name; a control that fits one says so
   * @throws BrowserException when the page does not answer within the deadline
   */
  public PageSnapshot take(WebPage page, Map<String, String> pins, Duration deadline) {
    String argument =
        write(Map.of("pins", pins, "maxControls", MAX_CONTROLS, "maxMillis", MAX_SCRIPT_MILLIS));
    List<PageSnapshot.Frame> frames = new ArrayList<>();
    for (FrameReading reading : page.readFrames(script, argument, deadline)) {
      frames.add(new PageSnapshot.Frame(withoutValue(reading), parse(reading.value())));
    }
    return new PageSnapshot(frames);
  }

  /** Returns the handle of a control, valid while its document lives. */
  public static Element element(WebPage page, PageSnapshot.Located located) {
    return page.element(located.frame().reading(), located.control().index());
  }

  private static FrameReading withoutValue(FrameReading reading) {
    return new FrameReading(reading.frame(), reading.address(), reading.main(), "");
  }

  private PageSnapshot.Content parse(String value) {
    try {
      return json.readValue(value, PageSnapshot.Content.class);
    } catch (JsonProcessingException e) {
      throw new BrowserException(
          BrowserException.Reason.OTHER,
          "The page's own scripts disturbed reading it: " + e.getOriginalMessage(),
          e);
    }
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
