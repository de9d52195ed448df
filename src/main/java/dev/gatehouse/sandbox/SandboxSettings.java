package dev.gatehouse.sandbox;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How the sandbox is started.
 *
 * @param port the port on 127.0.0.1, or 0 for a free one
 * @param latency how long every request waits before it is answered
 * @param clock what time it is: one-time codes and rate limits follow it
 */
public record SandboxSettings(int port, Duration latency, InstantSource clock) {

  public SandboxSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "sandbox port: found " + port + ", expected 0 (any free port) to 65535");
    }
    if (latency.isNegative()) {
      throw new IllegalArgumentException(
          "sandbox latency: found " + latency + ", expected zero or more");
    }
  }

  /** Returns the defaults: a free port, no latency, the system's clock. */
  public static SandboxSettings defaults() {
    return new SandboxSettings(0, Duration.ZERO, InstantSource.system());
  }

  /** Returns these settings with another port. */
  public SandboxSettings withPort(int newPort) {
    return new SandboxSettings(newPort, latency, clock);
  }

  /** Returns these settings with another latency. */
  public SandboxSettings withLatency(Duration newLatency) {
    return new SandboxSettings(port, newLatency, clock);
  }

  /** Returns these settings with another clock. */
  public SandboxSettings withClock(InstantSource newClock) {
    return new SandboxSettings(port, latency, newClock);
  }
}
