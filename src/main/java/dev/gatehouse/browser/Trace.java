package dev.gatehouse.browser;

/**
 * A recording of what a session does: its pages as they were drawn, its requests and answers, what
 * was done. It holds whatever was on the page or was typed in it, so nothing is to be recorded
 * while a secret is; and it holds cookies, so it is to be cleaned before it is kept. Not
 * thread-safe.
 */
public interface Trace {

  /** The trace of a session whose engine can record none: it never holds anything. */
  Trace NONE =
      new Trace() {
        @Override
        public void start() {}

        @Override
        public byte[] stop() {
          return new byte[0];
        }

        @Override
        public void discard() {}
      };

  /**
   * Begins to record, afresh: nothing that was before is in it.
   *
   * @throws BrowserException when the browser does not begin
   */
  void start();

  /**
   * Ends recording and returns what was recorded since {@link #start}, uncleaned, as the engine's
   * own archive: entries {@code trace.trace} and {@code trace.network} of one JSON object a line,
   * and {@code resources/}. Empty when nothing was.
   *
   * @throws BrowserException when the browser does not give it; then it is lost
   */
  byte[] stop();

  /** Ends recording and throws away what was recorded. Never throws. */
  void discard();
}
