package dev.gatehouse.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which entries a report is about. Immutable.
 *
 * @param from the first moment
 * @param to the moment after the last
 * @param portal only this portal's
 * @param entity only this entity's
 * @param action only this action
 */
public record AuditFilter(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> portal,
    Optional<String> entity,
    Optional<String> action) {

  // Times are written in one form, so that their order is that of their texts.
  boolean takes(Map<String, Object> entry) {
    String time = JsonLine.text(entry, "time");
    return from.map(first -> time.compareTo(Times.text(first)) >= 0).orElse(true)
        && to.map(end -> time.compareTo(Times.text(end)) < 0).orElse(true)
        && is(portal, entry, "portal")
        && is(entity, entry, "entity")
        && is(action, entry, "action");
  }

  private static boolean is(Optional<String> wanted, Map<String, Object> entry, String name) {
    return wanted.map(text -> text.equals(JsonLine.text(entry, name))).orElse(true);
  }
}
