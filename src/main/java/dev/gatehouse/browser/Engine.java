package dev.gatehouse.browser;

/**
 * A running browser, kept warm between sessions. Used by one thread at a time: whoever holds it may
 * hand it on, but two threads never call it, its sessions or its pages at once.
 */
public interface Engine extends AutoCloseable {

  /** Returns the browser's name and version, for the report: {@code Chromium 156.0}. */
  String version();

  /**
   * Opens a session that shares nothing (cookies, storage, cache) with any other.
   *
   * @throws BrowserException when the browser cannot open one
   */
  BrowserSession open(SessionOptions options);

  /** Closes the browser and every session of it. Never throws. */
  @Override
  void close();
}
