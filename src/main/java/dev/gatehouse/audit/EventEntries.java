package dev.gatehouse.audit;

import dev.gatehouse.outcome.Event;
import dev.gatehouse.outcome.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes entries of the journal's events. Immutable, thread-safe. */
public final class EventEntries {

  private final String environment;
  private final String user;
  private final String machine;

  /**
   * @param environment {@code sandbox} or {@code production}
   * @param user who runs this, by the system's account name
   * @param machine where
   */
  public EventEntries(String environment, String user, String machine) {
    this.environment = environment;
    this.user = user;
    this.machine = machine;
  }

  /** Returns the entry of an event. */
  public AuditEntry of(Event event) {
    Outcome outcome = event.outcome();
    return new AuditEntry(
        event.id(),
        event.run(),
        event.scenario(),
        event.started(),
        event.action(),
        event.portal(),
        event.entity(),
        environment,
        user,
        machine,
        word(outcome),
        outcome.succeeded() ? "" : outcome.title(),
        details(event));
  }

  private static String word(Outcome outcome) {
    if (outcome instanceof Outcome.Done) {
      return AuditEntry.DONE;
    }
    return outcome instanceof Outcome.NeedsPerson ? "needs-person" : "failed";
  }

  private static Map<String, Object> details(Event event) {
    Outcome outcome = event.outcome();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("took-ms", event.took().toMillis());
    put(details, "message", outcome.message());
    put(details, "address", outcome.evidence().address());
    put(details, "page", outcome.evidence().title());
    if (!outcome.evidence().observations().isEmpty()) {
      details.put("observations", outcome.evidence().observations());
    }
    if (outcome instanceof Outcome.Failed failed && failed.kind().isSecurityEvent()) {
      details.put("security", true);
    }
    if (outcome instanceof Outcome.Done done) {
      done.reference().ifPresent(reference -> details.put("reference", reference));
      done.validUntil().ifPresent(until -> details.put("valid-until", Times.text(until)));
    }
    return details;
  }

  private static void put(Map<String, Object> details, String name, String text) {
    if (!text.isEmpty()) {
      details.put(name, text);
    }
  }
}
