package dev.gatehouse.flow;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** The ledger of portals that live no longer than this process. Thread-safe. */
public final class SubmissionsInMemory implements SubmissionLedger {

  private final Clock clock;
  private final String run;
  private final Map<Submission, Entry> entries = new ConcurrentHashMap<>();

  /**
   * @param run the run that sends
   */
  public SubmissionsInMemory(Clock clock, String run) {
    this.clock = clock;
    this.run = run;
  }

  @Override
  public Claim claim(Submission submission) {
    Entry mine = entry(State.UNCERTAIN, Optional.empty(), clock.instant());
    Entry earlier = entries.putIfAbsent(submission, mine);
    return earlier == null ? new Claim(true, mine) : new Claim(false, earlier);
  }

  @Override
  public void confirm(Submission submission, Optional<String> reference) {
    entries.compute(
        submission,
        (key, sent) ->
            entry(State.CONFIRMED, reference, sent == null ? clock.instant() : sent.at()));
  }

  @Override
  public void release(Submission submission) {
    entries.computeIfPresent(
        submission, (key, sent) -> sent.state() == State.UNCERTAIN ? null : sent);
  }

  private Entry entry(State state, Optional<String> reference, Instant at) {
    return new Entry(state, reference, at, run, OptionalLong.empty());
  }
}
