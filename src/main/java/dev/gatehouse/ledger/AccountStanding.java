package dev.gatehouse.ledger;

/**
 * How an account stands with its portal.
 *
 * @param account what it is called here
 * @param refusals in a row, with the attempts that are not settled
 * @param unsettled attempts of which it is not known how they ended: they run, or died
 * @param since when the first refusal was, or the lock, ISO 8601; empty when there are only
 *     unsettled attempts
 * @param locked whether the portal said that it is locked
 */
public record AccountStanding(
    String environment,
    String portal,
    String account,
    int refusals,
    int unsettled,
    String since,
    boolean locked) {}
