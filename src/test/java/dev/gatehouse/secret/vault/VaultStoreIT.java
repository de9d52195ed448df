package dev.gatehouse.secret.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreContract;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store in Vault keeps the contract, and puts things where an operator looks for them. */
class VaultStoreIT extends SecretStoreContract {

  private FakeVault vault;

  @BeforeEach
  void start_vault() {
    vault = FakeVault.start();
  }

  @AfterEach
  void stop_vault() {
    vault.close();
  }

  @Override
  protected SecretStore open() {
    return new VaultStore(vault.settings(), new Redactor(), Clock.systemUTC());
  }

  @Test
  void the_default_account_has_the_portals_path_and_others_one_below_it() {
    try (SecretStore store = open()) {
      store.put(SecretName.of("acme/password"), new Secret("a"));
      store.put(SecretName.of("acme/username"), new Secret("b"));
      store.put(SecretName.of("acme/auditor/password"), new Secret("c"));
      store.put(SecretName.of("alerts/telegram-token"), new Secret("d"));

      assertThat(vault.engine.paths())
          .containsExactlyInAnyOrder("portals/acme", "portals/acme/auditor", "portals/alerts");
    }
  }

  @Test
  void what_a_person_wrote_with_vaults_own_tools_is_read_counted_and_kept() {
    vault.engine.writeByHand(
        "portals/acme", Map.of("username", "jo", "password", "by hand", "Comment", "call Jo"));
    try (SecretStore store = open()) {
      SecretName password = SecretName.of("acme/password");

      assertThat(store.list().stream().map(info -> info.name() + " " + info.version()))
          .containsExactly("acme/default/password 1", "acme/default/username 1");
      SecretInfo ours = store.put(password, new Secret("ours"), 1);
      assertThat(ours.version()).isEqualTo(2);
      vault.engine.patchByHand("portals/acme", Map.of("password", "by hand again"));

      assertThat(store.get(password).orElseThrow().value().reveal()).isEqualTo("by hand again");
      assertThat(store.get(password).orElseThrow().info().version()).isEqualTo(3);
      assertThat(vault.engine.dump()).contains("\"Comment\":\"call Jo\"");
    }
  }

  @Test
  void what_a_person_deleted_with_vaults_own_tools_is_not_there_and_can_be_stored_anew() {
    try (SecretStore store = open()) {
      SecretName password = SecretName.of("acme/password");
      store.put(password, new Secret("first"));
      vault.engine.deleteByHand("portals/acme");

      assertThat(store.get(password)).isEmpty();
      assertThat(store.list()).isEmpty();
      assertThat(store.put(password, new Secret("second"), SecretStore.NO_VERSION).version())
          .isEqualTo(1);
    }
  }

  @Test
  void a_deleted_field_is_erased_from_every_version_and_its_neighbours_stay() {
    try (SecretStore store = open()) {
      SecretName password = SecretName.of("acme/password");
      SecretName username = SecretName.of("acme/username");
      store.put(password, new Secret("canary-one"));
      store.put(password, new Secret("canary-two"));
      SecretInfo kept = store.put(username, new Secret("jo"));

      assertThat(store.delete(password)).isTrue();

      assertThat(vault.engine.dump()).doesNotContain("canary").contains("\"username\":\"jo\"");
      assertThat(store.get(username).orElseThrow().info()).isEqualTo(kept);
    }
  }

  @Test
  void the_last_field_goes_with_the_path_and_its_metadata() {
    try (SecretStore store = open()) {
      store.put(SecretName.of("acme/password"), new Secret("canary-one"));
      store.put(SecretName.of("acme/password"), new Secret("canary-two"));

      assertThat(store.delete(SecretName.of("acme/password"))).isTrue();

      assertThat(vault.engine.paths()).isEmpty();
    }
  }

  @Test
  void one_who_deletes_the_last_field_never_erases_what_another_just_stored() throws Exception {
    SecretName mine = SecretName.of("acme/password");
    SecretName others = SecretName.of("acme/username");
    try (SecretStore one = open();
        SecretStore other = open()) {
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        for (int round = 0; round < 20; round++) {
          one.put(mine, new Secret("mine"));
          List<Callable<Object>> both =
              List.of(() -> one.delete(mine), () -> other.put(others, new Secret("theirs")));
          for (Future<Object> done : threads.invokeAll(both)) {
            done.get();
          }
          assertThat(one.get(others)).as("round " + round).isPresent();
          assertThat(one.get(mine)).as("round " + round).isEmpty();
          one.delete(others);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void a_path_whose_eraser_died_is_taken_over() {
    try (SecretStore store =
        new VaultStore(FakeVault.hasty(vault.settings()), new Redactor(), Clock.systemUTC())) {
      SecretName password = SecretName.of("acme/password");
      vault.engine.writeByHand("portals/acme", Map.of("password", "canary"));
      // As left by one who died between emptying the path and erasing it.
      vault.engine.writeNotesByHand(
          "portals/acme", "{\"at\":2,\"by\":\"dead\",\"fields\":{},\"doomed\":1,\"erasing\":true}");

      assertThat(store.get(password)).isEmpty();
      assertThat(store.put(password, new Secret("new"), SecretStore.NO_VERSION).version())
          .isEqualTo(1);

      assertThat(vault.engine.dump()).doesNotContain("canary");
      assertThat(store.get(password).orElseThrow().value().reveal()).isEqualTo("new");
    }
  }
}
