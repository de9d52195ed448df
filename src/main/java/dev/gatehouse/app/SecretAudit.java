package dev.gatehouse.app;

import dev.gatehouse.audit.AuditEntry;
import dev.gatehouse.audit.AuditException;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.secret.SecretStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a person does to stored secrets, before it is done: who, when, which, never a
 * value. The log is opened at the first use. Not thread-safe.
 */
final class SecretAudit implements AutoCloseable {

  private final ProjectAudit audit;
  private final ChosenStore chosen;
  private final SecretStore keys;
  private @Nullable AuditLog log;

  /**
   * @param keys where the log's key is read if it is in the store; stays open
   */
  SecretAudit(ProjectAudit audit, ChosenStore chosen, SecretStore keys) {
    this.audit = audit;
    this.chosen = chosen;
    this.keys = keys;
  }

  /**
   * Returns when a change can be written down.
   *
   * @throws AuditException when it cannot
   */
  AuditLog ready() {
    if (log == null) {
      try {
        log = audit.open(chosen, keys);
      } catch (AuditException e) {
        throw refused(e);
      }
    }
    return log;
  }

  private static AuditException refused(AuditException cause) {
    return new AuditException(
        "%s%nNo secret was changed: a change that cannot be written down is not made."
            .formatted(cause.getMessage()),
        cause);
  }

  /**
   * Writes a change down, then makes it; one that fails after all is written down as such.
   *
   * @param action what is done, in kebab case
   * @param portal the portal it is about, or empty
   * @throws AuditException when it cannot be written down; it is not made then
   */
  <T> T change(String action, String portal, Map<String, Object> details, Supplier<T> change) {
    AuditLog open = ready();
    AuditEntry entry = audit.entry(action, portal, "", details);
    try {
      open.append(entry);
    } catch (AuditException e) {
      throw refused(e);
    }
    try {
      return change.get();
    } catch (RuntimeException e) {
      Map<String, Object> all = new LinkedHashMap<>(details);
      all.put("entry", entry.id().toString());
      open.append(audit.entry(action, portal, "Was not done after all", all));
      throw e;
    }
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
  }
}
