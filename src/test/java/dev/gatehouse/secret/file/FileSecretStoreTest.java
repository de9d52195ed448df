package dev.gatehouse.secret.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreContract;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.StoredSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSecretStoreTest extends SecretStoreContract {

  private static final SecretName PASSWORD = SecretName.of("acme/password");

  @TempDir private Path folder = Path.of("replaced");

  private Path file() {
    return folder.resolve("state").resolve("secrets.ghs");
  }

  @Override
  protected SecretStore open() {
    return QuickStore.at(file());
  }

  private static String value(SecretStore store) {
    return store.get(PASSWORD).map(StoredSecret::value).orElseThrow().reveal();
  }

  @Test
  void looking_into_an_empty_store_makes_nothing_and_asks_nothing() {
    TypedPassword nobody = TypedPassword.right();
    try (FileSecretStore store = QuickStore.at(file(), nobody)) {
      assertThat(store.list()).isEmpty();
      assertThat(store.get(PASSWORD)).isEmpty();
      assertThat(store.delete(PASSWORD)).isFalse();
      assertThat(store.place()).isEqualTo("the secrets file " + file());
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(nobody.timesAsked()).isZero();
    assertThat(FileSecretStore.isAt(file())).isFalse();
  }

  @Test
  void the_password_is_asked_once_however_much_is_done() {
    TypedPassword person = TypedPassword.right();
    try (FileSecretStore store = QuickStore.at(file(), person)) {
      for (int i = 0; i < 5; i++) {
        store.put(PASSWORD, new Secret("value " + i));
        assertThat(value(store)).isEqualTo("value " + i);
      }
    }
    assertThat(person.timesAsked()).isEqualTo(1);
    assertThat(FileSecretStore.isAt(file())).isTrue();
  }

  @Test
  void all_files_are_the_owners_alone() throws IOException {
    try (SecretStore store = open()) {
      store.put(PASSWORD, new Secret("a value"));
      store.put(PASSWORD, new Secret("another value"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(file().getParent())) {
      List<Path> all = files.toList();
      assertThat(all)
          .extracting(path -> path.getFileName().toString())
          .containsExactlyInAnyOrder("secrets.ghs", "secrets.ghs.lock", "secrets.ghs.generation");
      for (Path each : all) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .as(each.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void no_value_lies_in_the_file() throws IOException {
    try (SecretStore store = open()) {
      store.put(PASSWORD, new Secret("canary-0815-canary"));
    }
    assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1))
        .contains("acme")
        .doesNotContain("canary");
  }

  @Test
  void what_was_stored_opens_with_the_real_key_derivation() {
    Clock clock = Clock.fixed(Instant.parse("2026-03-02T12:00:00.123456789Z"), ZoneOffset.UTC);
    SecretInfo put;
    try (SecretStore store = new FileSecretStore(file(), TypedPassword.right(), List.of(), clock)) {
      put = store.put(PASSWORD, new Secret("sealed in earnest"));
    }
    try (SecretStore store = new FileSecretStore(file(), TypedPassword.right(), List.of(), clock)) {
      assertThat(value(store)).isEqualTo("sealed in earnest");
      assertThat(store.list()).containsExactly(put);
    }
    assertThat(put.changed()).isEqualTo(Instant.parse("2026-03-02T12:00:00.123Z"));
  }

  @Test
  void an_umlaut_typed_in_two_parts_is_the_same_password() {
    String composed = "Schl\u00fcssel-f\u00fcr-alles";
    String decomposed = "Schlu\u0308ssel-fu\u0308r-alles";
    try (SecretStore store = QuickStore.at(file(), new TypedPassword(composed, composed))) {
      store.put(PASSWORD, new Secret("a value"));
    }
    try (SecretStore store = QuickStore.at(file(), new TypedPassword(decomposed, ""))) {
      assertThat(value(store)).isEqualTo("a value");
    }
  }

  @Test
  void a_short_master_password_is_refused_and_nothing_is_made() {
    try (SecretStore store = QuickStore.at(file(), new TypedPassword("", "short-words"))) {
      assertThatThrownBy(() -> store.put(PASSWORD, new Secret("a value")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "The master password for the secrets file %s is too short; found 11 characters, expected at least 12. Take several words. Nothing was stored."
                  .formatted(file()));
    }
    assertThat(file()).doesNotExist();
  }

  @Test
  void half_a_character_is_refused_and_not_stored_as_a_question_mark() {
    try (SecretStore store = open()) {
      assertThatThrownBy(() -> store.put(PASSWORD, new Secret("half \ud83d")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "not a text; found half of a character of two (a lone surrogate); type the value"
                  + " again");
    }
  }

  @Test
  void a_value_beyond_64_kib_is_refused() {
    try (SecretStore store = open()) {
      store.put(PASSWORD, new Secret("x".repeat(65_536)));
      SecretStoreException refused =
          catchThrowableOfType(
              SecretStoreException.class,
              () -> store.put(PASSWORD, new Secret("x".repeat(65_537))));
      assertThat(refused.kind()).isEqualTo(SecretStoreException.Kind.TOO_LARGE);
      assertThat(refused)
          .hasMessage(
              "acme/default/password is too large for the secrets file %s; found 65537 bytes, expected at most 65536. Nothing was stored."
                  .formatted(file()));
      assertThat(value(store)).hasSize(65_536);
    }
  }

  @Test
  void a_link_to_the_file_stays_one() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("kept.ghs");
    try (SecretStore store = QuickStore.at(elsewhere)) {
      store.put(PASSWORD, new Secret("one"));
    }
    Files.createDirectory(file().getParent());
    Files.createSymbolicLink(file(), elsewhere);
    try (SecretStore store = open()) {
      store.put(PASSWORD, new Secret("two"));
    }
    assertThat(file()).isSymbolicLink();
    assertThat(Files.size(elsewhere)).isEqualTo(Files.size(file()));
    Files.delete(elsewhere.resolveSibling("kept.ghs.generation"));
    try (SecretStore store = QuickStore.at(elsewhere)) {
      assertThat(value(store)).isEqualTo("two");
    }
  }

  @Test
  void rekeying_seals_everything_anew() throws IOException {
    String fresh = "an entirely other sentence";
    try (FileSecretStore store =
        QuickStore.at(file(), new TypedPassword("", TypedPassword.RIGHT))) {
      store.put(PASSWORD, new Secret("one"));
      store.put(PASSWORD.withField("totp"), new Secret("GEZDGNBV"));
    }
    byte[] before = Files.readAllBytes(file());
    List<SecretInfo> infos;
    try (FileSecretStore store =
        QuickStore.at(file(), new TypedPassword(TypedPassword.RIGHT, ""))) {
      infos = store.list();
      assertThat(store.rekey(new TypedPassword("", fresh))).isEqualTo(2);
      assertThat(store.list()).isEqualTo(infos);
      assertThat(value(store)).isEqualTo("one");
    }
    byte[] after = Files.readAllBytes(file());
    Refusals refusals = new Refusals(file());
    assertThat(FileHeader.decode(after, refusals).recipe().keyId())
        .isNotEqualTo(FileHeader.decode(before, refusals).recipe().keyId());
    assertThat(FileHeader.decode(after, refusals).recipe().salt())
        .isNotEqualTo(FileHeader.decode(before, refusals).recipe().salt());
    try (SecretStore store = QuickStore.at(file(), new TypedPassword(fresh, ""))) {
      assertThat(value(store)).isEqualTo("one");
      assertThat(store.list()).isEqualTo(infos);
    }
    try (SecretStore store = QuickStore.at(file())) {
      assertThatThrownBy(store::list)
          .hasMessage(
              "The master password does not open the secrets file %s. Nothing was read or changed. Check that it is the one the file was made with, or last sealed with by gatehouse secret rekey."
                  .formatted(file()));
    }
  }

  @Test
  void a_store_that_another_rekeyed_asks_for_the_password_again() {
    TypedPassword person = TypedPassword.right();
    try (FileSecretStore store = QuickStore.at(file(), person);
        FileSecretStore other = QuickStore.at(file())) {
      store.put(PASSWORD, new Secret("one"));
      other.rekey(TypedPassword.right());
      assertThat(value(store)).isEqualTo("one");
    }
    assertThat(person.timesAsked()).isEqualTo(2);
  }

  @Test
  void there_is_nothing_to_rekey_without_a_file() {
    try (FileSecretStore store = QuickStore.at(file())) {
      assertThatThrownBy(() -> store.rekey(TypedPassword.right()))
          .hasMessage(
              "There is no secrets file %s. The first gatehouse secret set makes it."
                  .formatted(file()));
    }
  }
}
