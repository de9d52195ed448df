package dev.gatehouse.sandbox;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved on. */
final class SettableClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-01-15T09:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  synchronized void advance(int seconds) {
    now = now.plusSeconds(seconds);
  }
}
