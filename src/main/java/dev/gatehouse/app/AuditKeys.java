package dev.gatehouse.app;

import dev.gatehouse.audit.AuditException;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.AuditSettings;
import dev.gatehouse.audit.KeyFile;
import dev.gatehouse.audit.KeyKeeper;
import dev.gatehouse.secret.SecretStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the audit log with the best key there is: from the secret store where that is open without
 * asking anybody, else from a file. A log once signed from the store is never again signed from a
 * file, or closing the store would be a way to write it without.
 */
final class AuditKeys {

  private static final Logger log = LoggerFactory.getLogger(AuditKeys.class);

  private final ChosenStore chosen;
  private final SecretStore store;
  private final Clock clock;

  /**
   * @param store the chosen store, open; stays open
   */
  AuditKeys(ChosenStore chosen, SecretStore store, Clock clock) {
    this.chosen = chosen;
    this.store = store;
    this.clock = clock;
  }

  /**
   * An open log.
   *
   * @param store where its key was read from, if from the store
   */
  record Opened(AuditLog log, Optional<String> store) {}

  /**
   * Opens the log.
   *
   * @throws AuditException when it cannot be written or signed
   */
  Opened open(AuditSettings settings) {
    Path folder = settings.folder();
    KeyKeeper file = new KeyFile(folder.resolve("signing-key.pem"));
    AuditKeyInStore inStore = new AuditKeyInStore(store);
    boolean always = AuditLog.isSignedFromStore(folder);
    if (always || chosen.opensUnasked()) {
      try {
        return new Opened(
            AuditLog.open(settings, inStore, Optional.of(file), clock), Optional.of(store.place()));
      } catch (AuditException e) {
        if (always || !inStore.hasFailed()) {
          throw e;
        }
        log.warn("The audit log is signed with the key in {}: {}", file.place(), e.getMessage());
      }
    }
    return new Opened(AuditLog.open(settings, file, clock), Optional.empty());
  }

  /**
   * Opens the log with its key where that is. A log that is begun by this has it in the store where
   * that is no file of the project's: whoever stores one secret is not to find two in the file.
   *
   * @throws AuditException when it cannot be written or signed
   */
  AuditLog openWithoutPassing(AuditSettings settings) {
    Path folder = settings.folder();
    if (AuditLog.isSignedFromStore(folder)
        || (!chosen.isFile() && !Files.exists(folder.resolve("public-key.pem")))) {
      return open(settings).log();
    }
    return AuditLog.open(settings, new KeyFile(folder.resolve("signing-key.pem")), clock);
  }
}
