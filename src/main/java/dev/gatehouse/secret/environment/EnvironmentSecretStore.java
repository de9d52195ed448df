package dev.gatehouse.secret.environment;

import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.StoredSecret;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Environment variables as a store that can only be read: {@code acme/password} is {@code
 * GATEHOUSE_ACME_PASSWORD}, {@code acme/auditor/password} is {@code
 * GATEHOUSE_ACME_AUDITOR_PASSWORD}. Every version is 1, since the process began. Thread-safe.
 */
public final class EnvironmentSecretStore implements SecretStore {

  private static final String PREFIX = "GATEHOUSE_";

  private final Map<String, String> environment;
  private final Instant since;

  public EnvironmentSecretStore(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.since = clock.instant();
  }

  /** Returns the name of the variable that holds a secret. */
  public static String variable(SecretName name) {
    String account = name.account().equals(Account.DEFAULT) ? "" : name.account() + "_";
    return PREFIX
        + (name.scope() + "_" + account + name.field())
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z0-9]", "_");
  }

  @Override
  public String place() {
    return "the environment variables";
  }

  @Override
  public Optional<StoredSecret> get(SecretName name) {
    // CI servers set the variable of a secret that was never stored to nothing.
    return Optional.ofNullable(environment.get(variable(name)))
        .filter(value -> !value.isBlank())
        .map(value -> new StoredSecret(new SecretInfo(name, 1, since, since), new Secret(value)));
  }

  /**
   * Returns nothing: a variable's name does not say where the portal's ends and the field's begins.
   */
  @Override
  public List<SecretInfo> list() {
    return List.of();
  }

  @Override
  public SecretInfo put(SecretName name, Secret value, int expectedVersion) {
    throw readOnly(name, "stored");
  }

  @Override
  public boolean delete(SecretName name) {
    throw readOnly(name, "deleted");
  }

  private static SecretStoreException readOnly(SecretName name, String done) {
    return new SecretStoreException(
        SecretStoreException.Kind.READ_ONLY,
        "%s cannot be %s: environment variables can only be read. Change %s where it is set, or choose another store with GATEHOUSE_SECRET_STORE."
            .formatted(name, done, variable(name)));
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
