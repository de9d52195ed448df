package dev.gatehouse.flow;

import dev.gatehouse.locate.PageSnapshot;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long a page has stood still. On a page that never does, with a clock or a counter on it,
 * only what can be used counts after a while, and after a longer while nothing does. Not
 * thread-safe.
 */
final class Stillness {

  /** A page whose texts have changed this long without a rest is not going to rest. */
  private static final Duration TEXTS_RESTLESS = Duration.ofSeconds(10);

  /** A page whose fields and buttons have changed this long is not going to rest either. */
  private static final Duration ALL_RESTLESS = Duration.ofSeconds(20);

  /** A rest this long is one. */
  private static final Duration REST = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private int fingerprint;
  private int controls;
  private String address = "";
  private long unchangedSince;
  private long controlsUnchangedSince;
  private long restedLast;

  /**
   * @param nanos the time, as {@link System#nanoTime} gives it
   */
  Stillness(LongSupplier nanos) {
    this.nanos = nanos;
    unchangedSince = nanos.getAsLong();
    controlsUnchangedSince = unchangedSince;
    restedLast = unchangedSince;
  }

  /** Takes note of what the page shows now. */
  void see(PageSnapshot page) {
    long now = nanos.getAsLong();
    if (!page.address().equals(address)) {
      address = page.address();
      restedLast = now;
    }
    int nowControls = page.controlsFingerprint();
    if (nowControls != controls) {
      controls = nowControls;
      controlsUnchangedSince = now;
    }
    int nowAll = page.fingerprint();
    if (nowAll != fingerprint) {
      fingerprint = nowAll;
      unchangedSince = now;
    } else if (now - unchangedSince >= REST.toNanos()) {
      restedLast = now;
    }
  }

  /** Returns whether the page has been changing for so long that waiting for a rest is no use. */
  boolean isRestless() {
    return sinceRest().compareTo(TEXTS_RESTLESS) >= 0;
  }

  /** Returns for how long nothing that counts has changed. */
  Duration quiet() {
    if (sinceRest().compareTo(ALL_RESTLESS) >= 0) {
      return sinceRest();
    }
    return since(isRestless() ? Math.min(controlsUnchangedSince, unchangedSince) : unchangedSince);
  }

  private Duration sinceRest() {
    return since(restedLast);
  }

  private Duration since(long then) {
    return Duration.ofNanos(nanos.getAsLong() - then);
  }
}
