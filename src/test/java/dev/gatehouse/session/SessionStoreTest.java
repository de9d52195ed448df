package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.flow.KeptSession;
import dev.gatehouse.portal.Risk;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionStoreTest {

  private static final KeptSession.Key DANA =
      new KeptSession.Key("production", "acme", "default", Risk.HIGH);
  private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
  private static final String STATE =
      "{\"cookies\":[{\"name\":\"sid\",\"value\":\"canary-8c1f\"}]}";

  private final Path folder;
  private final Database database;

  SessionStoreTest(@TempDir Path folder) {
    this.folder = folder;
    this.database = Database.open(folder.resolve("gatehouse.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private SessionStore store(int key) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) key);
    return new SessionStore(() -> database, bytes::clone);
  }

  private static KeptSession session(String state, int refreshCount) {
    return new KeptSession(
        new Secret(state),
        new Secret("https://acme.example/home;s=1"),
        MORNING,
        MORNING.plusSeconds(90),
        refreshCount);
  }

  @Test
  void a_session_is_found_again_by_whoever_has_the_key() {
    store(1).keep(DANA, session("older", 0));
    store(1).keep(DANA, session(STATE, 3));

    KeptSession found = store(1).find(DANA).orElseThrow();

    assertThat(found.state().reveal()).isEqualTo(STATE);
    assertThat(found.landing().reveal()).isEqualTo("https://acme.example/home;s=1");
    assertThat(found.signedInAt()).isEqualTo(MORNING);
    assertThat(found.verifiedAt()).isEqualTo(MORNING.plusSeconds(90));
    assertThat(found.refreshCount()).isEqualTo(3);
  }

  @Test
  void sessions_of_another_account_environment_or_risk_are_kept_apart() {
    store(1).keep(DANA, session(STATE, 0));

    assertThat(store(1).find(new KeptSession.Key("production", "acme", "default", Risk.LOW)))
        .isEmpty();
    assertThat(store(1).find(new KeptSession.Key("production", "acme", "auditor", Risk.HIGH)))
        .isEmpty();
    assertThat(store(1).find(new KeptSession.Key("staging", "acme", "default", Risk.HIGH)))
        .isEmpty();
  }

  @Test
  void a_stolen_database_opens_no_session_without_the_key() throws IOException {
    store(1).keep(DANA, session(STATE, 0));

    assertThat(store(2).find(DANA)).isEmpty();
    database.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("canary-8c1f", "acme.example");
      }
    }
  }

  @Test
  void a_session_put_in_anothers_place_or_made_younger_is_not_used() {
    KeptSession.Key auditor = new KeptSession.Key("production", "acme", "auditor", Risk.HIGH);
    store(1).keep(DANA, session(STATE, 0));
    database.change(c -> Rows.change(c, "UPDATE session SET account = 'auditor'"));
    assertThat(store(1).find(auditor)).isEmpty();

    store(1).keep(DANA, session(STATE, 0));
    database.change(c -> Rows.change(c, "UPDATE session SET signed_in = '2026-03-02T15:00:00Z'"));
    assertThat(store(1).find(DANA)).isEmpty();
  }

  @Test
  void every_changed_byte_is_noticed() {
    store(1).keep(DANA, session(STATE, 0));
    byte[] sealed =
        database
            .read(c -> Rows.first(c, "SELECT sealed FROM session", row -> row.getBytes(1)))
            .orElseThrow();
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;

      assertThat(SealedSession.open(key(1), DANA, MORNING, changed)).as("byte %d", i).isEmpty();
      assertThat(SealedSession.open(key(1), DANA, MORNING, Arrays.copyOf(sealed, i))).isEmpty();
    }
    assertThat(SealedSession.open(key(1), DANA, MORNING, sealed)).isPresent();
  }

  private static byte[] key(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void sessions_are_listed_and_dropped_without_the_key() {
    store(1).keep(DANA, session(STATE, 2));
    store(1)
        .keep(new KeptSession.Key("production", "acme", "auditor", Risk.LOW), session(STATE, 0));

    assertThat(SessionStore.list(database))
        .extracting(StoredSession::account, StoredSession::refreshCount)
        .containsExactly(tuple("auditor", 0), tuple("default", 2));
    assertThat(SessionStore.drop(database, "acme", Optional.of("auditor"))).isEqualTo(1);
    assertThat(SessionStore.drop(database, "acme", Optional.empty())).isEqualTo(1);
    assertThat(store(1).find(DANA)).isEmpty();
  }

  @Test
  void what_was_dropped_by_its_owner_is_gone() {
    store(1).keep(DANA, session(STATE, 0));
    store(1).drop(DANA);

    assertThat(store(1).find(DANA)).isEmpty();
    assertThat(SessionStore.list(database)).isEmpty();
  }
}
