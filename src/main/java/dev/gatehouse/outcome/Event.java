package dev.gatehouse.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One entry of the journal: who did what, where, when, and how it ended. Holds no secret.
 *
 * @param id unique for ever
 * @param run the run it belongs to
 * @param scenario the scenario's name, or empty outside one
 * @param started when the action began
 * @param took how long it took
 * @param action the flow's name in kebab case: {@code sign-in}, {@code submit-form}
 * @param portal the portal's name, or empty
 * @param entity the entity acted for, or empty
 * @param outcome how it ended
 */
public record Event(
    UUID id,
    String run,
    String scenario,
    Instant started,
    Duration took,
    String action,
    String portal,
    String entity,
    Outcome outcome) {}
