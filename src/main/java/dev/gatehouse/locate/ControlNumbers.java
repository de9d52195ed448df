package dev.gatehouse.locate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.browser.FrameReading;
import dev.gatehouse.browser.WebPage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers a page's controls as collections of labelled pages do: by their place among all elements
 * of the main document that fit a selector. Thread-safe.
 */
public final class ControlNumbers {

  /** Elements that may be controls, in the widest sense; the labels' numbers count these. */
  private static final String COUNTED =
      "input,select,textarea,button,a,[role=button],[role=link],[role=textbox],[role=combobox],"
          + "[type=submit],[contenteditable=true],[onclick],[tabindex],[class*=button i],"
          + "[class*=btn i],[class*=submit i],[class~=ui-helper-hidden-accessible]";

  // The snapshot before left its elements where this finds them.
  private static final String SCRIPT =
      """
      (selector) => {
        const numbers = new Map();
        document.querySelectorAll(selector).forEach((element, index) => numbers.set(element, index));
        const registry = window[Symbol.for('gatehouse')];
        return JSON.stringify(registry.elements.map((element) => numbers.get(element) ?? -1));
      }
      """
          .strip();

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ObjectMapper json = new ObjectMapper();

  /**
   * Returns the number of each control of the main frame, in the order of the snapshot just taken;
   * -1 for an element outside the count.
   */
  public List<Integer> of(WebPage page) {
    FrameReading main = page.readFrames(SCRIPT, COUNTED, PATIENCE).get(0);
    try {
      return Arrays.asList(json.readValue(main.value(), Integer[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The script that numbers controls gave " + main.value(), e);
    }
  }
}
