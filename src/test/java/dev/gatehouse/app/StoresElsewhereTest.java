package dev.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.browser.Machine;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresElsewhereTest {

  @TempDir private Path home = Path.of("replaced");

  private StoresElsewhere with(Map<String, String> variables) {
    return new StoresElsewhere(
        new Machine(Machine.Os.LINUX, false, false, home, variables),
        new Redactor(),
        Clock.systemUTC());
  }

  @Test
  void unless_one_is_chosen_none_is_examined() {
    assertThat(with(Map.of()).examine()).isEmpty();
    assertThat(with(Map.of("GATEHOUSE_SECRET_STORE", "file")).examine()).isEmpty();
  }

  @Test
  void vault_without_its_settings_says_what_to_set() {
    StoresElsewhere stores = with(Map.of("GATEHOUSE_SECRET_STORE", "vault"));

    assertThat(stores.chosen()).contains("vault");
    assertThatThrownBy(() -> stores.open("vault"))
        .isInstanceOf(SecretStoreException.class)
        .hasMessage(
            "It is not said where Vault is. Set VAULT_ADDR, as in https://vault.example:8200.");
    assertThat(stores.examine())
        .contains(
            Check.missing(
                "secrets",
                "It is not said where Vault is. Set VAULT_ADDR, as in https://vault.example:8200.",
                "see docs/operators-guide.md"));
  }

  @Test
  void vault_with_its_settings_is_named_before_it_is_asked() {
    StoresElsewhere stores =
        with(Map.of("VAULT_ADDR", "https://vault.invalid:8200", "VAULT_TOKEN", "hvs.abc"));

    try (SecretStore store = stores.open("vault")) {
      assertThat(store.place()).isEqualTo("Vault at https://vault.invalid:8200, secret/portals");
    }
  }
}
