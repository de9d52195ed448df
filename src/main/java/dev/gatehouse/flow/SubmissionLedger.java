package dev.gatehouse.flow;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Remembers what was submitted, so that nothing is submitted twice: not by a retry, not by a second
 * scenario with the same content, not after a crash. Holds no values, only a digest of them.
 * Implementations are thread-safe; each method throws {@link RecordUnavailable} when it cannot tell
 * or record.
 */
public interface SubmissionLedger {

  /**
   * What tells one submission from every other.
   *
   * @param digest of the content, in hexadecimal digits
   */
  record Submission(String environment, String portal, String entity, String form, String digest) {}

  /** How a submission stands. */
  enum State {
    /** It was sent, and how it ended is not known. */
    UNCERTAIN,
    /** The portal confirmed it, or a person found it there. */
    CONFIRMED
  }

  /**
   * What is known of a submission.
   *
   * @param reference the portal's number for it, if it gave one
   * @param at when it was sent
   * @param run the run that sent it
   * @param number by which a person settles it; none for portals that end with the run
   */
  record Entry(
      State state, Optional<String> reference, Instant at, String run, OptionalLong number) {}

  /**
   * The answer to a claim.
   *
   * @param held whether it holds, so that the form may be sent
   * @param entry this submission if it holds, else the earlier one with the same content
   */
  record Claim(boolean held, Entry entry) {}

  /** Claims a submission just before it is sent; it is uncertain until confirmed or released. */
  Claim claim(Submission submission);

  /** Records that the portal confirmed it. */
  void confirm(Submission submission, Optional<String> reference);

  /** Takes this run's claim back: the portal refused it, so it may be corrected and sent. */
  void release(Submission submission);
}
