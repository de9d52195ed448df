package dev.gatehouse.secret.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreContract;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in the keyring keeps the contract in a real one: gnome-keyring. */
class KeyringStoreIT extends SecretStoreContract {

  @TempDir private static Path folder = Path.of("replaced");
  private static @Nullable PrivateBus bus;

  @BeforeAll
  static void start_a_keyring() throws Exception {
    PrivateBus.assumeInstalled();
    PrivateBus started = PrivateBus.start(folder);
    bus = started;
    started.startKeyring(true);
  }

  @AfterAll
  static void stop_it() {
    if (bus != null) {
      bus.close();
    }
  }

  @AfterEach
  void empty_the_keyring() {
    try (SecretStore store = open()) {
      store.list().forEach(info -> store.delete(info.name()));
    }
  }

  @Override
  protected SecretStore open() {
    return bus().open();
  }

  private static PrivateBus bus() {
    return Objects.requireNonNull(bus);
  }

  @Test
  void what_was_put_is_there_after_the_keyring_was_started_again() throws Exception {
    SecretName name = SecretName.of("acme/password");
    try (SecretStore store = open()) {
      SecretInfo put = store.put(name, new Secret("outlives"));
      bus().stopKeyring();
      bus().startKeyring(true);

      assertThat(store.list()).containsExactly(put);
      try (SecretStore other = open()) {
        assertThat(other.get(name).orElseThrow().value().reveal()).isEqualTo("outlives");
      }
    }
  }
}
