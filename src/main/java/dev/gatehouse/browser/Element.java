package dev.gatehouse.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A handle to one element of a page as it was when the page was read. Every action waits until the
 * element can take it (visible, enabled, still), at most until its deadline, and throws {@link
 * BrowserException} with reason STALE when the element has left the page, BLOCKED when another
 * covers it, TIMEOUT otherwise. Not thread-safe.
 */
public interface Element {

  /** Clicks in its middle. Returns without waiting for what the click sets off. */
  void click(Duration deadline);

  /** Replaces its text. Fires the events a person's typing ends with. */
  void fill(String text, Duration deadline);

  /** Types key by key into it, after clearing it, for fields that watch every key. */
  void type(String text, Duration deadline);

  /** Chooses the option of a {@code select} whose value is exactly this. */
  void choose(String optionValue, Duration deadline);

  /** Ticks or unticks a check box, or picks a radio button. */
  void check(boolean on, Duration deadline);

  /** Hands files to a file field. */
  void upload(List<Path> files, Duration deadline);

  /**
   * Takes the focus away from it, as a person does who goes on: many a page checks or takes over
   * what was typed only then.
   */
  void leave(Duration deadline);

  /** Presses a key on it: {@code Enter}, {@code ArrowDown}. */
  void press(String key, Duration deadline);
}
