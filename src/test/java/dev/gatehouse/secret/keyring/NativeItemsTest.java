package dev.gatehouse.secret.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreContract;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Windows and macOS get: the same contract over a keyring that cannot list, and an index. */
class NativeItemsTest extends SecretStoreContract {

  private static final SecretName PASSWORD = SecretName.of("acme/password");

  @TempDir private Path folder = Path.of("replaced");
  private final Map<String, String> kept = new ConcurrentHashMap<>();

  /** How many more calls the keyring takes before the process dies. */
  private int callsUntilDeath = Integer.MAX_VALUE;

  private static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final class InMemory implements Passwords {
    @Override
    public String place() {
      return "a keyring in memory";
    }

    private void live() {
      if (callsUntilDeath-- <= 0) {
        throw new Death();
      }
    }

    @Override
    public Optional<String> get(String name) {
      live();
      return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void set(String name, String text) {
      live();
      kept.put(name, text);
      live();
    }

    @Override
    public void remove(String name) {
      live();
      kept.remove(name);
      live();
    }

    @Override
    public void close() {}
  }

  @Override
  protected boolean holdsLongValues() {
    return false;
  }

  @Override
  protected SecretStore open() {
    return new KeyringStore(
        new NativeItems(new InMemory(), folder, NativeItems.WINDOWS_LIMIT),
        folder,
        Clock.systemUTC());
  }

  @Test
  void the_largest_value_that_fits_is_kept_and_one_more_character_refused() {
    try (SecretStore store = open()) {
      store.put(PASSWORD, new Secret("x".repeat(1226)));
      SecretStoreException refused =
          catchThrowableOfType(
              SecretStoreException.class, () -> store.put(PASSWORD, new Secret("y".repeat(1280))));

      assertThat(refused.kind()).isEqualTo(Kind.TOO_LARGE);
      assertThat(refused)
          .hasMessage(
              "acme/default/password is too large for a keyring in memory; expected at most 1226 characters. Choose another store with GATEHOUSE_SECRET_STORE. What is there was left as it is.");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void after_a_death_in_the_middle_of_a_change_the_list_says_what_is_there(int calls) {
    try (SecretStore store = open()) {
      store.put(PASSWORD, new Secret("old"));
      callsUntilDeath = calls;
      assertThatThrownBy(() -> store.put(PASSWORD, new Secret("new"))).isInstanceOf(Death.class);
      callsUntilDeath = Integer.MAX_VALUE;

      SecretInfo there = store.get(PASSWORD).orElseThrow().info();
      assertThat(there.version()).isEqualTo(calls);
      assertThat(store.list()).containsExactly(there);
      assertThat(store.list()).containsExactly(there);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void after_a_death_in_the_middle_of_a_deletion_the_list_says_what_is_there(int calls) {
    try (SecretStore store = open()) {
      store.put(PASSWORD, new Secret("old"));
      callsUntilDeath = calls;
      assertThatThrownBy(() -> store.delete(PASSWORD)).isInstanceOf(Death.class);
      callsUntilDeath = Integer.MAX_VALUE;

      assertThat(store.list()).hasSize(store.get(PASSWORD).isPresent() ? 1 : 0);
      assertThat(store.get(PASSWORD).isPresent()).isEqualTo(calls == 1);
    }
  }

  @Test
  void the_index_holds_no_values() throws Exception {
    try (SecretStore store = open()) {
      store.put(PASSWORD, new Secret("canary-of-the-index"));
    }
    assertThat(Files.readString(folder.resolve("keyring.index")))
        .startsWith("acme/default/password 1 ")
        .doesNotContain("canary");
  }

  @Test
  void an_index_that_is_damaged_is_told() throws Exception {
    Files.writeString(folder.resolve("keyring.index"), "rubbish\n");
    try (SecretStore store = open()) {
      SecretStoreException trouble = catchThrowableOfType(SecretStoreException.class, store::list);

      assertThat(trouble)
          .hasMessage(
              "%s is not as Gatehouse wrote it. Move it away; the secrets themselves are in the keyring, and each is listed again once it is stored anew."
                  .formatted(folder.resolve("keyring.index")));
      assertThat(trouble.kind()).isEqualTo(Kind.DAMAGED);
    }
  }

  @Test
  void an_item_that_is_not_ours_is_told() {
    kept.put("acme/default/password", "somebody else's");
    try (SecretStore store = open()) {
      SecretStoreException trouble =
          catchThrowableOfType(SecretStoreException.class, () -> store.get(PASSWORD));

      assertThat(trouble)
          .hasMessage(
              "acme/default/password in a keyring in memory is not as Gatehouse wrote it. Delete it (gatehouse secret delete acme/default/password) and store it anew.");
    }
  }
}
