package dev.gatehouse.app;

import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.StoredSecret;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chosen secret store for a person who changes it: each change is in the audit log before it is
 * made. Changes throw {@link dev.gatehouse.audit.AuditException} when that cannot be. Not
 * thread-safe.
 */
public final class AuditedStore implements SecretStore {

  /** How often a value is stored again when others store one of the same name at once. */
  private static final int MOST_TRIES = 5;

  private final SecretStore store;
  private final SecretAudit audit;
  private final String putting;

  private AuditedStore(SecretStore store, SecretAudit audit, String putting) {
    this.store = store;
    this.audit = audit;
    this.putting = putting;
  }

  /**
   * Opens it; whoever asked closes it.
   *
   * @param putting what storing is called in the log: {@code set-secret}
   * @throws SecretStoreException when there is no such store
   */
  public static AuditedStore open(
      Settings settings, HiddenPrompt prompt, Clock clock, String putting) {
    ChosenStore chosen = new ChosenStore(settings, prompt, clock, new Redactor());
    SecretStore store = chosen.open();
    return new AuditedStore(
        store, new SecretAudit(new ProjectAudit(settings, clock, prompt), chosen, store), putting);
  }

  /**
   * Returns when the store can be read and a change can be written down: better told before a value
   * is typed.
   *
   * @throws dev.gatehouse.audit.AuditException when it cannot be written down
   */
  public AuditedStore ready() {
    List<SecretInfo> unused = store.list(); // a wrong master password is told as what it is
    audit.ready();
    return this;
  }

  @Override
  public String place() {
    return store.place();
  }

  @Override
  public Optional<StoredSecret> get(SecretName name) {
    return store.get(name);
  }

  @Override
  public List<SecretInfo> list() {
    return store.list();
  }

  @Override
  public SecretInfo put(SecretName name, Secret value, int expectedVersion) {
    SecretStore.refuseEmpty(name, value);
    for (int tries = 1; ; tries++) {
      int before = expectedVersion == ANY_VERSION ? version(name) : expectedVersion;
      try {
        return audit.change(
            putting, name.scope(), details(name, before + 1), () -> store.put(name, value, before));
      } catch (SecretStoreException e) {
        boolean another = e.kind() == SecretStoreException.Kind.CONFLICT;
        if (!another || expectedVersion != ANY_VERSION || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  @Override
  public boolean delete(SecretName name) {
    int version = version(name);
    return version != NO_VERSION
        && audit.change(
            "delete-secret", name.scope(), details(name, version), () -> store.delete(name));
  }

  private int version(SecretName name) {
    return store.list().stream()
        .filter(info -> info.name().equals(name))
        .mapToInt(SecretInfo::version)
        .findFirst()
        .orElse(NO_VERSION);
  }

  private Map<String, Object> details(SecretName name, int version) {
    return Map.of("name", name.toString(), "version", version, "store", store.place());
  }

  @Override
  public void close() {
    try (store) {
      audit.close();
    }
  }
}
