package dev.gatehouse.ledger;

import dev.gatehouse.flow.AttemptBudget;
import dev.gatehouse.flow.AttemptsInMemory;
import dev.gatehouse.flow.CodesInMemory;
import dev.gatehouse.flow.LeasesInMemory;
import dev.gatehouse.flow.SessionLeases;
import dev.gatehouse.flow.SubmissionLedger;
import dev.gatehouse.flow.SubmissionsInMemory;
import dev.gatehouse.flow.UsedCodes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Remembers as long as the process lives; the claim of each run shows who made it. */
final class MemoryStore implements Store {

  private final AttemptBudget attempts = new AttemptsInMemory();
  private final UsedCodes codes = new CodesInMemory();
  private Optional<SessionLeases> leases = Optional.empty();
  private Optional<SubmissionLedger> submissions = Optional.empty();

  @Override
  public AttemptBudget attempts(Clock clock, String run) {
    return attempts;
  }

  @Override
  public synchronized SubmissionLedger submissions(Clock clock, String run) {
    if (submissions.isEmpty()) {
      submissions = Optional.of(new SubmissionsInMemory(clock, run));
    }
    return submissions.get();
  }

  @Override
  public synchronized SessionLeases leases(Clock clock, String run) {
    if (leases.isEmpty()) {
      leases = Optional.of(new LeasesInMemory(clock, run));
    }
    return leases.get();
  }

  @Override
  public UsedCodes codes(String run) {
    return codes;
  }

  @Override
  public List<String> forProcesses() {
    return List.of();
  }

  @Override
  public void close() {
    // Nothing to give back.
  }
}
