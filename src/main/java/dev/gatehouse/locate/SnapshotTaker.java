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

  /** No page a person made nests its shadow roots deeper; a script may do so without end. */
  private static final int MAX_SHADOW_DEPTH = 256;

  /**
   * After that long only forms' controls are still looked for: they are what a page is read for.
   */
  private static final Duration WHOLE = Duration.ofSeconds(2);

  private static final Duration FIELDS = Duration.ofSeconds(4);

  private final ObjectMapper json = new ObjectMapper();
  private final String script = PageScripts.read("snapshot.js");
  private final Duration whole;

  /** Creates a reader that gives the page's script as long as it should need. */
  public SnapshotTaker() {
    this(WHOLE);
  }

  /**
   * @param whole how long a page may take to be read whole
   */
  SnapshotTaker(Duration whole) {
    this.whole = whole;
  }

  /**
   * Takes a snapshot.
   *
   * @param pins CSS pinned by the portal's definition, by name; a control that fits one says so
   * @throws BrowserException when the page does not answer within the deadline
   */
  public PageSnapshot take(WebPage page, Map<String, String> pins, Duration deadline) {
    String argument =
        write(
            Map.of(
                "pins",
                pins,
                "maxControls",
                MAX_CONTROLS,
                "maxDepth",
                MAX_SHADOW_DEPTH,
                "maxMillis",
                whole.toMillis(),
                "maxFieldMillis",
                FIELDS.toMillis()));
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
