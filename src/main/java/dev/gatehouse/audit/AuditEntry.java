package dev.gatehouse.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What is to be written to the audit log of one action. Texts may be of any length and hold
 * anything: what must not be written is taken out when the entry is appended.
 *
 * @param id unique for ever
 * @param session the run it belongs to
 * @param scenario the scenario's name, or empty
 * @param time when the action began; written to the millisecond
 * @param action what was done, in kebab case: {@code sign-in}
 * @param portal the portal's name, or empty
 * @param entity the entity acted for, or empty
 * @param environment {@code sandbox}, {@code production} or empty
 * @param user who, by the system's account name
 * @param machine where
 * @param outcome {@code done}, {@code failed} or {@code needs-person}
 * @param reason why it did not succeed, in words that reports group by; empty for {@code done}
 * @param details whatever else is known: texts, numbers, flags, lists and maps of such
 */
public record AuditEntry(
    UUID id,
    String session,
    String scenario,
    Instant time,
    String action,
    String portal,
    String entity,
    String environment,
    String user,
    String machine,
    String outcome,
    String reason,
    Map<String, Object> details) {

  /** The outcome of an action that achieved what it was for. */
  public static final String DONE = "done";

  /** The outcome of one that did not. */
  public static final String FAILED = "failed";

  public AuditEntry {
    details = Map.copyOf(details);
  }

  /** Returns the members of the entry's line that its chain does not add. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", id.toString());
    members.put("session", session);
    members.put("scenario", scenario);
    members.put("time", Times.text(time));
    members.put("action", action);
    members.put("portal", portal);
    members.put("entity", entity);
    members.put("environment", environment);
    members.put("user", user);
    members.put("machine", machine);
    members.put("outcome", outcome);
    members.put("reason", reason);
    members.put("details", details);
    return members;
  }
}
