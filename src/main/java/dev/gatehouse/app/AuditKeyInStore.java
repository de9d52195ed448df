package dev.gatehouse.app;

import dev.gatehouse.audit.AuditException;
import dev.gatehouse.audit.KeyKeeper;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.StoredSecret;
import java.util.Optional;

/** Keeps the key the audit log is signed with in a secret store. Thread-safe. */
final class AuditKeyInStore implements KeyKeeper {

  /** What it is stored under. */
  static final SecretName NAME = new SecretName("gatehouse", "default", "audit-signing-key");

  private final SecretStore store;
  private volatile boolean failed;

  AuditKeyInStore(SecretStore store) {
    this.store = store;
  }

  @Override
  public String place() {
    return store.place() + ", as " + NAME;
  }

  @Override
  public String kept() {
    return "store";
  }

  @Override
  public Optional<String> read() {
    try {
      return store.get(NAME).map(AuditKeyInStore::revealed);
    } catch (SecretStoreException e) {
      throw failed(e);
    }
  }

  private static String revealed(StoredSecret stored) {
    try (Secret value = stored.value()) {
      return value.reveal();
    }
  }

  @Override
  public String write(String pem) {
    try (Secret value = new Secret(pem)) {
      store.put(NAME, value, SecretStore.NO_VERSION);
      return pem;
    } catch (SecretStoreException e) {
      if (e.kind() == SecretStoreException.Kind.CONFLICT) {
        return read().orElseThrow(() -> failed(e));
      }
      throw failed(e);
    }
  }

  private AuditException failed(SecretStoreException reason) {
    failed = true;
    return new AuditException(
        "The audit log cannot be signed: its key is in %s, which cannot be used. %s Without a signature nothing is done at a portal."
            .formatted(place(), reason.getMessage()),
        reason);
  }

  /** Returns whether the store failed, whatever else did. */
  boolean hasFailed() {
    return failed;
  }
}
