package dev.gatehouse.browser;

import java.time.Duration;
import java.util.List;

/** A window of a session. Not thread-safe. */
public interface WebPage {

  /**
   * Navigates and returns when the document is parsed (not when every image has come).
   *
   * @param address an absolute http or https address
   * @throws BrowserException with its reason when no document comes within the deadline
   */
  Reply open(String address, Duration deadline);

  /** Returns the main frame's current address. */
  String address();

  /** Returns the document's title. */
  String title();

  /** Returns whether the window is closed. */
  boolean isClosed();

  /**
   * Runs a script once in every frame and returns what each gave, main frame first. Frames that
   * vanish, do not answer in time or have no document are left out. One round trip a frame.
   *
   * @param script a JavaScript function expression taking one argument and returning a string
   * @param argument handed to the function as it is
   */
  List<FrameReading> readFrames(String script, String argument, Duration deadline);

  /**
   * Returns a handle to an element the script registered in its frame: the script puts elements in
   * the array {@code window[Symbol.for('gatehouse')].elements}, and this names one by its place.
   *
   * @throws BrowserException with reason STALE when the frame or the element is gone
   */
  Element element(FrameReading frame, int index);

  /**
   * Waits until the page may have changed since the last call of this method or of {@link
   * #readFrames}: the document was mutated or replaced, a window opened, an answer came. Returns at
   * once if that has happened already.
   *
   * @return whether something changed; {@code false} when {@code atMost} passed quietly
   */
  boolean awaitChange(Duration atMost);

  /** Returns whether a navigation or a script's request is under way. */
  boolean isBusy();

  /** Returns the answers to navigations and script requests since {@link #forgetReplies}. */
  List<Reply> replies();

  /** Starts {@link #replies} and {@link #dialogs} afresh. */
  void forgetReplies();

  /** Returns the texts of the alerts and confirmations that came up; each was dismissed. */
  List<String> dialogs();

  /**
   * Returns a PNG of what a person would see, with every password field and every given element
   * painted over.
   *
   * @throws BrowserException when the page is gone
   */
  byte[] screenshot(List<Element> masked);

  /** Closes the window. Never throws. */
  void close();
}
