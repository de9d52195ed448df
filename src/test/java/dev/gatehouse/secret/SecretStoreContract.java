package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store that can be written keeps to. Each store has a test class that extends this. */
public abstract class SecretStoreContract {

  private static final SecretName PASSWORD = SecretName.of("acme/password");
  private static final SecretName AUDITOR = SecretName.of("acme/auditor/password");
  private static final String LONG = "Long-0123456789-ß€-".repeat(211).substring(0, 4_000);

  private final List<SecretStore> opened = new ArrayList<>();

  /**
   * Opens the store under test. Each call within one test gives another instance on the same
   * content, as another process would have it; each test begins with an empty store.
   */
  protected abstract SecretStore open();

  /** Whether the store holds values of 4,000 characters; otherwise it refuses them as too large. */
  protected boolean holdsLongValues() {
    return true;
  }

  private SecretStore store() {
    SecretStore store = open();
    opened.add(store);
    return store;
  }

  @AfterEach
  void close_the_stores() {
    opened.forEach(SecretStore::close);
  }

  private static Optional<String> valueOf(SecretStore store, SecretName name) {
    return store
        .get(name)
        .map(
            stored -> {
              try (Secret value = stored.value()) {
                return value.reveal();
              }
            });
  }

  @Test
  void an_empty_store_has_nothing() {
    SecretStore store = store();

    assertThat(store.list()).isEmpty();
    assertThat(store.get(PASSWORD)).isEmpty();
    assertThat(store.delete(PASSWORD)).isFalse();
    assertThat(store.place()).isNotBlank();
  }

  @Test
  void what_was_put_is_there_with_its_version_and_times() {
    SecretStore store = store();

    SecretInfo put = store.put(PASSWORD, new Secret("first value"));

    assertThat(put.name()).isEqualTo(PASSWORD);
    assertThat(put.version()).isEqualTo(1);
    assertThat(put.changed()).isEqualTo(put.created());
    assertThat(store.get(PASSWORD).orElseThrow().info()).isEqualTo(put);
    assertThat(valueOf(store, PASSWORD)).contains("first value");
    assertThat(store.list()).containsExactly(put);
  }

  @Test
  void a_second_value_takes_the_place_of_the_first_and_counts_on() {
    SecretStore store = store();
    SecretInfo first = store.put(PASSWORD, new Secret("first value"));

    SecretInfo second = store.put(PASSWORD, new Secret("second value"));

    assertThat(second.version()).isEqualTo(2);
    assertThat(second.created()).isEqualTo(first.created());
    assertThat(second.changed()).isAfterOrEqualTo(first.changed());
    assertThat(valueOf(store, PASSWORD)).contains("second value");
    assertThat(store.list()).containsExactly(second);
  }

  @Test
  void names_are_listed_in_order_and_kept_apart() {
    SecretStore store = store();
    List<SecretName> names =
        Stream.of("zeta/totp", "acme/password", "acme/auditor/password", "acme/api-key.2", "a/b_c")
            .map(SecretName::of)
            .toList();
    names.forEach(name -> store.put(name, new Secret("value of " + name)));

    assertThat(store.list().stream().map(SecretInfo::name))
        .containsExactlyElementsOf(names.stream().sorted().toList());
    for (SecretName name : names) {
      assertThat(valueOf(store, name)).contains("value of " + name);
    }
  }

  @Test
  void a_deleted_secret_is_gone_and_a_new_one_begins_anew() {
    SecretStore store = store();
    store.put(PASSWORD, new Secret("first value"));
    store.put(PASSWORD, new Secret("second value"));
    store.put(AUDITOR, new Secret("another's"));

    assertThat(store.delete(PASSWORD)).isTrue();

    assertThat(store.get(PASSWORD)).isEmpty();
    assertThat(store.delete(PASSWORD)).isFalse();
    assertThat(store.list().stream().map(SecretInfo::name)).containsExactly(AUDITOR);
    assertThat(store.put(PASSWORD, new Secret("third value"), SecretStore.NO_VERSION).version())
        .isEqualTo(1);
    assertThat(valueOf(store, PASSWORD)).contains("third value");
  }

  @Test
  void a_put_that_expects_the_present_version_is_done() {
    SecretStore store = store();

    assertThat(store.put(PASSWORD, new Secret("one"), SecretStore.NO_VERSION).version())
        .isEqualTo(1);
    assertThat(store.put(PASSWORD, new Secret("two"), 1).version()).isEqualTo(2);
    assertThat(valueOf(store, PASSWORD)).contains("two");
  }

  @ParameterizedTest
  @ValueSource(ints = {SecretStore.NO_VERSION, 1, 3})
  void a_put_that_expects_another_version_changes_nothing(int expected) {
    SecretStore store = store();
    store.put(PASSWORD, new Secret("old value one"));
    SecretInfo present = store.put(PASSWORD, new Secret("old value two"));

    SecretStoreException conflict =
        catchThrowableOfType(
            SecretStoreException.class,
            () -> store.put(PASSWORD, new Secret("new value three"), expected));

    assertThat(conflict.kind()).isEqualTo(SecretStoreException.Kind.CONFLICT);
    assertThat(conflict)
        .hasMessageContaining(PASSWORD.toString())
        .hasMessageNotContainingAny("old value", "new value");
    assertThat(store.list()).containsExactly(present);
    assertThat(valueOf(store, PASSWORD)).contains("old value two");
  }

  @Test
  void a_put_that_expects_a_version_of_what_is_not_there_is_a_conflict() {
    SecretStore store = store();

    SecretStoreException conflict =
        catchThrowableOfType(
            SecretStoreException.class, () -> store.put(PASSWORD, new Secret("a value"), 1));

    assertThat(conflict.kind()).isEqualTo(SecretStoreException.Kind.CONFLICT);
    assertThat(store.list()).isEmpty();
  }

  static Stream<String> oddValues() {
    return Stream.of(
        "x",
        " leading and trailing ",
        "two\r\nlines\r\n",
        "\ttab\u0001control\u007f",
        "\ud83d\udd11 ключ 鍵 ß e\u0301",
        "%n${7*7}{{x}}\\u0041\"'<&>;",
        "{\"value\":\"x\"}",
        "-----BEGIN KEY-----\nAAAA\n-----END KEY-----\n",
        "=");
  }

  @ParameterizedTest
  @MethodSource("oddValues")
  void odd_values_come_back_to_the_character(String value) {
    store().put(PASSWORD, new Secret(value));

    assertThat(valueOf(store(), PASSWORD)).contains(value);
  }

  @Test
  void a_value_of_4000_characters_is_kept_or_refused_but_never_cut() {
    SecretStore store = store();
    store.put(PASSWORD, new Secret("short"));

    if (holdsLongValues()) {
      store.put(PASSWORD, new Secret(LONG));
      assertThat(valueOf(store, PASSWORD)).contains(LONG);
    } else {
      SecretStoreException refused =
          catchThrowableOfType(
              SecretStoreException.class, () -> store.put(PASSWORD, new Secret(LONG)));
      assertThat(refused.kind()).isEqualTo(SecretStoreException.Kind.TOO_LARGE);
      assertThat(refused)
          .hasMessageContaining(PASSWORD.toString())
          .hasMessageNotContaining("Long-0123456789");
      assertThat(valueOf(store, PASSWORD)).contains("short");
    }
  }

  @Test
  void an_empty_value_is_refused_and_what_is_there_stays() {
    SecretStore store = store();
    store.put(PASSWORD, new Secret("kept"));

    assertThatThrownBy(() -> store.put(PASSWORD, new Secret("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no value for acme/default/password; found an empty text; expected at least one"
                + " character. What is there was left as it is.");
    assertThat(valueOf(store, PASSWORD)).contains("kept");
  }

  @Test
  void no_text_of_a_store_holds_a_value() {
    SecretStore store = store();
    SecretInfo put = store.put(PASSWORD, new Secret("tell-nobody"));

    assertThat(put + " " + store + " " + store.place() + " " + store.list())
        .doesNotContain("tell-nobody");
    assertThat(store.get(PASSWORD).orElseThrow().toString()).doesNotContain("tell-nobody");
  }

  @Test
  void what_one_instance_changes_the_other_sees() {
    SecretStore here = store();
    SecretStore there = store();

    here.put(PASSWORD, new Secret("one"));
    assertThat(valueOf(there, PASSWORD)).contains("one");
    there.put(PASSWORD, new Secret("two"), 1);
    assertThat(valueOf(here, PASSWORD)).contains("two");
    here.delete(PASSWORD);
    assertThat(there.list()).isEmpty();
    assertThat(there.get(PASSWORD)).isEmpty();
  }

  @Test
  void what_was_put_outlives_its_instance() {
    SecretStore store = open();
    store.put(PASSWORD, new Secret("one"));
    store.close();

    assertThat(valueOf(store(), PASSWORD)).contains("one");
  }

  @Test
  void many_threads_at_once_lose_nothing() throws Exception {
    SecretStore store = store();

    loseNothing(List.of(store, store, store, store));
  }

  @Test
  void several_instances_at_once_lose_nothing() throws Exception {
    loseNothing(List.of(store(), store(), store()));
  }

  // Each writer has names of its own, and all count up one that they share.
  private void loseNothing(List<SecretStore> writers) throws Exception {
    int puts = 8;
    SecretName counter = SecretName.of("shared/counter");
    writers.get(0).put(counter, new Secret("0"));
    CyclicBarrier begin = new CyclicBarrier(writers.size());
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int w = 0; w < writers.size(); w++) {
      SecretStore store = writers.get(w);
      String scope = "writer" + w;
      tasks.add(
          () -> {
            begin.await();
            for (int i = 0; i < puts; i++) {
              store.put(SecretName.of(scope + "/field" + i), new Secret(scope + "-" + i));
              countUp(store, counter);
            }
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(writers.size());
    try {
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }

    SecretStore reader = store();
    assertThat(valueOf(reader, counter)).contains(String.valueOf(writers.size() * puts));
    assertThat(reader.get(counter).orElseThrow().info().version())
        .isEqualTo(writers.size() * puts + 1);
    for (int w = 0; w < writers.size(); w++) {
      for (int i = 0; i < puts; i++) {
        assertThat(valueOf(reader, SecretName.of("writer" + w + "/field" + i)))
            .contains("writer" + w + "-" + i);
      }
    }
    assertThat(reader.list()).hasSize(writers.size() * puts + 1);
  }

  private static void countUp(SecretStore store, SecretName counter) {
    while (true) {
      StoredSecret present = store.get(counter).orElseThrow();
      int next = Integer.parseInt(present.value().reveal()) + 1;
      try {
        store.put(counter, new Secret(String.valueOf(next)), present.info().version());
        return;
      } catch (SecretStoreException e) {
        // Another was faster; whatever else it is, the test shall show.
        if (e.kind() != SecretStoreException.Kind.CONFLICT) {
          throw e;
        }
      }
    }
  }
}
