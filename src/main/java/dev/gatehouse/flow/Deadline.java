package dev.gatehouse.flow;

import java.time.Duration;

/** A moment by which something must be over; monotonic, so no clock change moves it. */
public final class Deadline {

  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  /** Returns the deadline that long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Returns the earlier of this one and one that long from now. */
  public Deadline atMost(Duration time) {
    long other = System.nanoTime() + time.toNanos();
    return other - endNanos < 0 ? new Deadline(other) : this;
  }

  /** Returns how long is left, never less than nothing. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /** Returns how long is left, but no longer than the given time and at least a millisecond. */
  public Duration left(Duration atMost) {
    Duration left = left();
    Duration shorter = left.compareTo(atMost) < 0 ? left : atMost;
    return shorter.toMillis() < 1 ? Duration.ofMillis(1) : shorter;
  }

  /** Returns whether it has passed. */
  public boolean isOver() {
    return System.nanoTime() - endNanos >= 0;
  }
}
