package dev.gatehouse.flow;

/**
 * What is remembered of a portal so that nothing is done once too often. Portals that end with the
 * run have their own; all others share theirs with every run and machine.
 */
public record Ledgers(
    AttemptBudget attempts, SubmissionLedger submissions, UsedCodes codes, SessionLeases leases) {}
