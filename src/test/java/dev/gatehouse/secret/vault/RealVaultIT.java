package dev.gatehouse.secret.vault;

import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreContract;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The same contract against a real Vault, where {@code VAULT_ADDR} names one. It empties the mount
 * {@code gatehouse-test} and touches no other.
 */
@EnabledIfEnvironmentVariable(
    named = "VAULT_ADDR",
    matches = ".+",
    disabledReason = "needs a real Vault; set VAULT_ADDR and VAULT_TOKEN")
class RealVaultIT extends SecretStoreContract {

  @Override
  protected SecretStore open() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.put("GATEHOUSE_VAULT_MOUNT", "gatehouse-test");
    return new VaultStore(VaultSettings.from(variables), new Redactor(), Clock.systemUTC());
  }

  @BeforeEach
  @AfterEach
  void empty_the_mount() {
    try (SecretStore store = open()) {
      store.list().forEach(info -> store.delete(info.name()));
    }
  }
}
