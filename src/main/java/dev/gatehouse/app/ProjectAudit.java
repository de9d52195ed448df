package dev.gatehouse.app;

import dev.gatehouse.audit.AuditEntry;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.SecretStore;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * Writes to the audit log what a person does to the project's own state.
 *
 * @param prompt asks for what opens the secret store, where the log's key is there
 */
record ProjectAudit(Settings settings, Clock clock, HiddenPrompt prompt) {

  /**
   * Opens the project's log; whoever asked closes it.
   *
   * @throws dev.gatehouse.audit.AuditException when it cannot be written
   */
  AuditLog open() {
    ChosenStore chosen = new ChosenStore(settings, prompt, clock, new Redactor());
    try (SecretStore store = chosen.open()) {
      return new AuditKeys(chosen, store, clock)
          .open(RunAudit.settings(settings, text -> text))
          .log();
    }
  }

  /**
   * Opens the project's log with a store that is open, and stores nothing in it that the person did
   * not ask for; whoever asked closes the log.
   *
   * @param store the chosen one, or what reads it; stays open
   * @throws dev.gatehouse.audit.AuditException when it cannot be written
   */
  AuditLog open(ChosenStore chosen, SecretStore store) {
    return new AuditKeys(chosen, store, clock)
        .openWithoutPassing(RunAudit.settings(settings, text -> text));
  }

  /** Returns an entry. */
  AuditEntry entry(String action, Map<String, Object> details) {
    return entry(action, "", "", details);
  }

  /**
   * Returns an entry.
   *
   * @param portal the portal it is about, or empty
   * @param reason why it failed, or empty when it did not
   */
  AuditEntry entry(String action, String portal, String reason, Map<String, Object> details) {
    return new AuditEntry(
        UUID.randomUUID(),
        "",
        "",
        clock.instant(),
        action,
        portal,
        "",
        "",
        settings.user(),
        MachineName.of(settings.variables()),
        reason.isEmpty() ? AuditEntry.DONE : AuditEntry.FAILED,
        reason,
        details);
  }
}
