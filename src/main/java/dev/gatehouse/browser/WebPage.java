package dev.gatehouse.browser;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * A window of a session. What {@link #isBusy}, {@link #replies} and {@link #dialogs} tell is as of
 * the last call that asked the browser something (reading, waiting, acting), so that they belong to
 * what was read and cost nothing. Not thread-safe.
 */
public interface WebPage {

  /** The fewest characters of a text that a picture can be kept from showing. */
  int SHORTEST_HIDDEN = 4;

  /**
   * Navigates and returns when the document is parsed (not when every image has come). A script
   * that goes on to another document at once is followed. Downloads are refused.
   *
   * @param address an absolute http or https address
   * @throws BrowserException with its reason when no document comes within the deadline
   */
  default Reply open(String address, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    Reply reply = enter(address, deadline);
    awaitParsed(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    return reply;
  }

  /**
   * Navigates as {@link #open} does, but returns as soon as the new document has begun to come: it
   * can be read, its scripts and style sheets may still be on their way.
   *
   * @throws BrowserException with its reason when no document comes within the deadline
   */
  Reply enter(String address, Duration deadline);

  /**
   * Waits until the document is parsed; returns at once when it is.
   *
   * @throws BrowserException with its reason when the deadline passes or the page goes
   */
  void awaitParsed(Duration deadline);

  /** Returns the main frame's current address. */
  String address();

  /** Returns the document's title. */
  String title();

  /** Returns whether the window is closed. */
  boolean isClosed();

  /**
   * Returns whether the page keeps anything in closed shadow roots, where no reading looks. An
   * engine that cannot tell says no.
   */
  default boolean hasClosedRoots() {
    return false;
  }

  /**
   * Runs a script once in every frame and returns what each gave, main frame first. Child frames
   * that vanish, do not answer within a second or have no document are left out; a main frame that
   * is being replaced is waited for. One round trip a frame.
   *
   * @param script a JavaScript function expression taking one argument and returning a string
   * @param argument handed to the function as it is
   * @throws BrowserException with reason TIMEOUT when the main frame gave nothing within the
   *     deadline, for instance because a script of the page does not end; CLOSED when it is gone
   */
  List<FrameReading> readFrames(String script, String argument, Duration deadline);

  /**
   * Returns a handle to an element the script registered in its frame: the script puts elements in
   * the array {@code window[Symbol.for('gatehouse')].elements}, and this names one by its place.
   * Each reading that registers elements puts a new array there, which makes those before it stale.
   *
   * @throws BrowserException with reason STALE when the frame or the element is gone, or the frame
   *     has registered others since
   */
  Element element(FrameReading frame, int index);

  /**
   * Waits until the page may have changed since the last call of this method or of {@link
   * #readFrames}: the document of a frame or an open shadow root was mutated, a navigation began or
   * ended, a window opened or closed, a dialog came up, an answer came. Returns at once if that has
   * happened already. What a field holds is no part of the document: filling one is no change.
   *
   * @return whether something changed; {@code false} when {@code atMost} passed quietly
   */
  boolean awaitChange(Duration atMost);

  /**
   * Returns whether a navigation is under way, or a script's request made since {@link
   * #forgetReplies}. Images, event streams, sockets and what has been under way for more than 10 s
   * do not count.
   */
  boolean isBusy();

  /**
   * Returns whether the document has come and is not parsed yet: without its style sheets and
   * scripts it may show what it is going to hide, and lack what it is going to show.
   */
  boolean isComing();

  /**
   * Returns the answers to navigations of the main frame and to script requests since {@link
   * #forgetReplies}, oldest first; of very many the last 500.
   */
  List<Reply> replies();

  /** Starts {@link #replies} and {@link #dialogs} afresh. */
  void forgetReplies();

  /**
   * Returns the texts of the alerts, questions and prompts that came up; each was dismissed.
   * Whether to leave a page is answered with yes and not told.
   */
  List<String> dialogs();

  /**
   * Returns a PNG of what a person would see, one pixel for each CSS pixel, with every field for
   * passwords, one-time codes or card data painted over, and whatever else shows one of the given
   * texts: a field that was told to show its password, a page that repeats what was typed. Capitals
   * and white space do not matter. A script that does not end is stopped for it.
   *
   * @param hidden texts of at least {@value #SHORTEST_HIDDEN} characters; shorter ones are left
   *     alone, since they stand everywhere
   * @throws BrowserException when the page is gone, or TIMEOUT when it cannot be drawn
   */
  byte[] screenshot(Collection<String> hidden);

  /** Closes the window. Never throws. */
  void close();
}
