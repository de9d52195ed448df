package dev.gatehouse.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets ten sign-in attempts through a minute, for each account and for each client. */
final class RateLimit {
  private static final int ATTEMPTS = 10;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Map<String, Deque<Instant>> attempts = new HashMap<>();

  /**
   * Counts an attempt.
   *
   * @throws Refusal with 429 when there were too many
   */
  void attempt(Exchange exchange, String account) {
    Instant now = exchange.site().clock().instant();
    for (String who : List.of("client " + exchange.client(), "account " + account)) {
      Deque<Instant> recent = attempts.computeIfAbsent(who, key -> new ArrayDeque<>());
      while (!recent.isEmpty() && recent.getFirst().isBefore(now.minus(WINDOW))) {
        recent.removeFirst();
      }
      if (recent.size() >= ATTEMPTS) {
        long wait = Duration.between(now, recent.getFirst().plus(WINDOW)).toSeconds() + 1;
        throw new Refusal(
            429,
            "Too many requests",
            "Too many sign-in attempts. Please wait and try again in " + wait + " seconds.",
            Math.toIntExact(wait));
      }
      recent.addLast(now);
    }
  }
}
