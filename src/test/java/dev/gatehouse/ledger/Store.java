package dev.gatehouse.ledger;

import dev.gatehouse.flow.AttemptBudget;
import dev.gatehouse.flow.SessionLeases;
import dev.gatehouse.flow.SubmissionLedger;
import dev.gatehouse.flow.UsedCodes;
import java.time.Clock;
import java.util.List;

/** A place where attempts and submissions are remembered, as several runs see it. */
interface Store extends AutoCloseable {

  AttemptBudget attempts(Clock clock, String run);

  SubmissionLedger submissions(Clock clock, String run);

  UsedCodes codes(String run);

  SessionLeases leases(Clock clock, String run);

  /** Returns what a process needs to know to find it; none where a process has its own. */
  List<String> forProcesses();

  @Override
  void close();
}
