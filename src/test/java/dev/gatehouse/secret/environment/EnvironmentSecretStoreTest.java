package dev.gatehouse.secret.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentSecretStoreTest {

  private final SecretStore store =
      new EnvironmentSecretStore(
          Map.of(
              "GATEHOUSE_ACME_SHOP_API_KEY", "a key",
              "GATEHOUSE_ACME_SHOP_AUDITOR_PASSWORD", "a password",
              "GATEHOUSE_ACME_SHOP_PASSWORD", " "),
          Clock.systemUTC());

  @Test
  void variables_are_found_by_the_secrets_name() {
    assertThat(store.get(SecretName.of("acme_shop/api-key")).orElseThrow().value().reveal())
        .isEqualTo("a key");
    assertThat(
            store.get(SecretName.of("acme-shop/auditor/password")).orElseThrow().info().version())
        .isEqualTo(1);
    assertThat(store.get(SecretName.of("acme_shop/totp"))).isEmpty();
    assertThat(store.get(SecretName.of("acme_shop/password"))).isEmpty();
    assertThat(store.list()).isEmpty();
    assertThat(store.place()).isEqualTo("the environment variables");
  }

  @Test
  void nothing_can_be_changed() {
    SecretName name = SecretName.of("acme_shop/api-key");
    SecretStoreException put =
        catchThrowableOfType(
            SecretStoreException.class, () -> store.put(name, new Secret("another")));
    assertThat(put.kind()).isEqualTo(SecretStoreException.Kind.READ_ONLY);
    assertThat(put)
        .hasMessage(
            "acme_shop/default/api-key cannot be stored: environment variables can only be read. Change GATEHOUSE_ACME_SHOP_API_KEY where it is set, or choose another store with GATEHOUSE_SECRET_STORE.");
    SecretStoreException delete =
        catchThrowableOfType(SecretStoreException.class, () -> store.delete(name));
    assertThat(delete)
        .hasMessage(
            "acme_shop/default/api-key cannot be deleted: environment variables can only be read. Change GATEHOUSE_ACME_SHOP_API_KEY where it is set, or choose another store with GATEHOUSE_SECRET_STORE.");
  }
}
