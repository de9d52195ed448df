package dev.gatehouse.browser;

import java.util.List;

/** One isolated browser session: its own cookies, storage and windows. Not thread-safe. */
public interface BrowserSession extends AutoCloseable {

  /**
   * Returns the page a person would be looking at: the newest window still open, as of the last
   * call that asked the browser something.
   */
  WebPage page();

  /**
   * Returns every open window, oldest first, as of the last call that asked the browser something.
   * Never empty: a blank one is opened if need be.
   */
  List<WebPage> pages();

  /**
   * Returns cookies, local storage and what the windows have in session storage (IndexedDB where
   * the engine gives it) as JSON. It is as secret as the password: whoever has it is signed in.
   */
  String state();

  /** Returns what records the session; nothing records it until that is started. */
  default Trace trace() {
    return Trace.NONE;
  }

  /** Closes the session and its windows. Never throws. */
  @Override
  void close();
}
