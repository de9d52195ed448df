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

  /** Returns an entry. */
  AuditEntry entry(String action, Map<String, Object> details) {
    return new AuditEntry(
        UUID.randomUUID(),
        "",
        "",
        clock.instant(),
        action,
        "",
        "",
        "",
        settings.user(),
        MachineName.of(settings.variables()),
        AuditEntry.DONE,
        "",
        details);
  }
}
