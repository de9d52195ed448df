package dev.gatehouse.app;

import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.file.FileSecretStore;
import java.time.Clock;
import java.util.Map;

/**
 * The encrypted file for a person who changes it as a whole: each change is in the audit log before
 * it is made, and throws {@link dev.gatehouse.audit.AuditException} when that cannot be.
 */
public final class AuditedSecretsFile implements AutoCloseable {

  private final Settings settings;
  private final HiddenPrompt prompt;
  private final Clock clock;
  private final ChosenStore chosen;
  private final FileSecretStore store;

  /**
   * @param what is asked for, as the message names it
   * @throws SecretStoreException when another store was chosen
   */
  public AuditedSecretsFile(Settings settings, HiddenPrompt prompt, Clock clock, String what) {
    this.settings = settings;
    this.prompt = prompt;
    this.clock = clock;
    this.chosen = new ChosenStore(settings, prompt, clock, new Redactor());
    this.store = chosen.file(what);
  }

  /** Returns where the file is, for a person. */
  public String place() {
    return store.place();
  }

  /** Seals the file anew; see {@link FileSecretStore#rekey}. */
  public int rekey() {
    int secrets = store.list().size();
    try (SecretAudit audit = audit(store)) {
      return audit.change("rekey-secrets", "", details(secrets), () -> store.rekey(chosen.next()));
    }
  }

  /** Has the file as it is count as the newest; see {@link FileSecretStore#acceptCopy}. */
  public int acceptCopy() {
    SecretStore copy = store.asItIs();
    int secrets = copy.list().size();
    try (SecretAudit audit = audit(copy)) {
      return audit.change("accept-secrets-copy", "", details(secrets), store::acceptCopy);
    }
  }

  private SecretAudit audit(SecretStore keys) {
    return new SecretAudit(new ProjectAudit(settings, clock, prompt), chosen, keys);
  }

  private Map<String, Object> details(int secrets) {
    return Map.of("count", secrets, "store", store.place());
  }

  @Override
  public void close() {
    store.close();
  }
}
