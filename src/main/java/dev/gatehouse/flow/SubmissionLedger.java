package dev.gatehouse.flow;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what was submitted, so that nothing is submitted twice: not by a retry, not by a second
 * scenario with the same content. Holds no values, only a digest of them. Thread-safe.
 */
public final class SubmissionLedger {

  /** How a submission stands. */
  public enum State {
    /** It was sent, and how it ended is not known. */
    UNCERTAIN,
    /** The portal confirmed it. */
    CONFIRMED
  }

  /**
   * One submission.
   *
   * @param reference the portal's number for it, if it gave one
   */
  public record Entry(State state, Optional<String> reference) {}

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /**
   * Claims a submission just before it is sent.
   *
   * @return what is known of an earlier one with the same content; empty when there is none and the
   *     claim holds
   */
  public Optional<Entry> claim(String key) {
    return Optional.ofNullable(
        entries.putIfAbsent(key, new Entry(State.UNCERTAIN, Optional.empty())));
  }

  /** Records that the portal confirmed it. */
  public void confirm(String key, Optional<String> reference) {
    entries.put(key, new Entry(State.CONFIRMED, reference));
  }

  /** Takes a claim back: the portal refused it, so it may be corrected and sent. */
  public void release(String key) {
    entries.remove(key);
  }
}
