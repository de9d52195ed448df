package dev.gatehouse.secret.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets files that cannot be used: each is told in words of its own. */
class RefusedFilesTest {

  private static final SecretName NAME = SecretName.of("acme/password");
  private static final String MEND = " Put the newest copy from your backups in its place.";

  @TempDir private Path folder = Path.of("replaced");

  private byte[] whole = {};

  private Path file() {
    return folder.resolve("secrets.ghs");
  }

  private Path generation() {
    return folder.resolve("secrets.ghs.generation");
  }

  @BeforeEach
  void store_a_secret() throws IOException {
    put("a value");
    whole = Files.readAllBytes(file());
  }

  private void put(String value) {
    try (SecretStore store = QuickStore.at(file())) {
      store.put(NAME, new Secret(value));
    }
  }

  private SecretStoreException refused() {
    return refused(QuickStore.at(file()));
  }

  private static SecretStoreException refused(FileSecretStore store) {
    try (store) {
      SecretStoreException written =
          catchThrowableOfType(
              SecretStoreException.class, () -> store.put(NAME, new Secret("other")));
      SecretStoreException read =
          catchThrowableOfType(SecretStoreException.class, () -> store.get(NAME));
      assertThat(written).hasMessage(read.getMessage());
      return read;
    }
  }

  private void write(byte[] bytes) throws IOException {
    Files.write(file(), bytes);
  }

  @Test
  void a_wrong_password() {
    SecretStoreException e =
        refused(QuickStore.at(file(), new TypedPassword("correct horse battery stapl", "")));

    assertThat(e.kind()).isEqualTo(Kind.WRONG_KEY);
    assertThat(e)
        .hasMessage(
            "The master password does not open the secrets file %s. Nothing was read or changed. Check that it is the one the file was made with, or last sealed with by gatehouse secret rekey."
                .formatted(file()));
  }

  @Test
  void a_wrong_password_is_not_blamed_for_a_flipped_bit() throws IOException {
    for (int at : new int[] {20, 34, 45, 60, 75, 110}) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 1;
      write(flipped);
      SecretStoreException e = refused(QuickStore.at(file(), new TypedPassword("wrong", "")));
      assertThat(e.kind()).isEqualTo(Kind.DAMAGED);
      assertThat(e)
          .hasMessage(
              "The secrets file %s was changed by something else than Gatehouse: its header's checksum does not fit. Nothing was read from it."
                      .formatted(file())
                  + MEND);
    }
  }

  @Test
  void a_flipped_bit_in_a_record() throws IOException {
    whole[whole.length - 60] ^= 4;
    write(whole);

    SecretStoreException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.DAMAGED);
    assertThat(e)
        .hasMessage(
            "The secrets file %s was changed by something else than Gatehouse: its seal is broken. Nothing was read from it."
                    .formatted(file())
                + MEND);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 8, 133, 134, 166, -1, -32})
  void a_file_that_ends_too_early(int length) throws IOException {
    int left = length < 0 ? whole.length + length : length;
    write(Arrays.copyOf(whole, left));

    SecretStoreException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.TRUNCATED);
    assertThat(e)
        .hasMessage(
            "The secrets file %s ends too early; found %d bytes, expected %d. Nothing was read from it."
                    .formatted(file(), left, left < 134 ? 134 : whole.length)
                + MEND);
  }

  @Test
  void a_file_that_goes_on() throws IOException {
    write(Arrays.copyOf(whole, whole.length + 1));

    assertThat(refused())
        .hasMessage(
            "The secrets file %s was changed by something else than Gatehouse: found %d bytes, expected %d. Nothing was read from it."
                    .formatted(file(), whole.length + 1, whole.length)
                + MEND);
  }

  @Test
  void something_else() throws IOException {
    write("password=hunter2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(refused())
        .hasMessage(
            "The secrets file %s was changed by something else than Gatehouse: it does not begin with GHSECRET. Nothing was read from it."
                    .formatted(file())
                + MEND);
  }

  @Test
  void a_file_of_a_newer_gatehouse() throws IOException {
    byte[] newer = whole.clone();
    newer[9] = 2;
    newer[50]++;
    write(newer);

    SecretStoreException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.NEWER);
    assertThat(e)
        .hasMessage(
            "The secrets file %s was written by a newer Gatehouse; found format 2, expected 1. Use that Gatehouse."
                .formatted(file()));
  }

  @ParameterizedTest
  @CsvSource({
    "30, 19455, 'memory in KiB; found 19455, expected 19456 to 1048576'",
    "30, 1048577, 'memory in KiB; found 1048577, expected 19456 to 1048576'",
    "30, -1, 'memory in KiB; found 4294967295, expected 19456 to 1048576'",
    "34, 1, 'iterations; found 1, expected 2 to 32'",
    "34, 33, 'iterations; found 33, expected 2 to 32'",
    "38, 0, 'lanes; found 0, expected 1 to 16'",
    "38, 17, 'lanes; found 17, expected 1 to 16'",
  })
  void work_that_is_too_little_or_too_much_is_not_even_begun(int at, int number, String what)
      throws IOException {
    ByteBuffer.wrap(whole).putInt(at, number);
    System.arraycopy(FileHeader.sum(whole), 0, whole, 102, 32);
    write(whole);
    List<KdfParameters> derived = new ArrayList<>();
    FileSecretStore store =
        new FileSecretStore(
            file(),
            TypedPassword.right(),
            List.of(),
            Clock.systemUTC(),
            new RealDisk(),
            (password, salt, parameters) -> {
              derived.add(parameters);
              return QuickStore.key(password, salt, parameters);
            },
            QuickStore.LEAST);

    SecretStoreException e = refused(store);

    assertThat(e.kind()).isEqualTo(Kind.DAMAGED);
    assertThat(e)
        .hasMessage(
            "The secrets file %s was changed by something else than Gatehouse: Argon2id's %s. Nothing was read from it."
                    .formatted(file(), what)
                + MEND);
    assertThat(derived).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
  void a_file_that_others_may_read(String permissions) throws IOException {
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));

    SecretStoreException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.EXPOSED);
    assertThat(e)
        .hasMessage(
            "The secrets file %1$s may be read by others; found %2$s, expected rw-------. Nothing was read from it. Do: chmod 600 %1$s"
                .formatted(file(), permissions));
  }

  @Test
  void a_folder_in_its_place() throws IOException {
    Files.delete(file());
    Files.createDirectory(file());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rwx------"));

    SecretStoreException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.UNUSABLE);
    assertThat(e)
        .hasMessage(
            "%s cannot be read: Is a directory. Nothing that was stored is lost."
                .formatted(file()));
  }

  @Test
  void an_older_copy_is_noticed_until_a_person_accepts_it() throws IOException {
    put("a newer value");
    put("the newest value");
    write(whole);

    SecretStoreException e = refused();
    assertThat(e.kind()).isEqualTo(Kind.OUTDATED);
    assertThat(e)
        .hasMessage(
            "The secrets file %s is an older copy; found generation 1, expected 3. What was stored since is not in it. Put the newest copy in its place; if there is none, accept this one: gatehouse secret accept-copy"
                .formatted(file()));

    try (FileSecretStore store = QuickStore.at(file())) {
      assertThat(store.acceptCopy()).isEqualTo(1);
      assertThat(store.get(NAME).orElseThrow().value().reveal()).isEqualTo("a value");
    }
    assertThat(Files.readString(generation())).isEqualTo("4\n");
  }

  @Test
  void whoever_accepts_a_copy_knows_its_password() throws IOException {
    put("a newer value");
    write(whole);
    try (FileSecretStore store = QuickStore.at(file(), new TypedPassword("wrong", "wrong"))) {
      SecretStoreException e = catchThrowableOfType(SecretStoreException.class, store::acceptCopy);
      assertThat(e.kind()).isEqualTo(Kind.WRONG_KEY);
    }
    assertThat(refused().kind()).isEqualTo(Kind.OUTDATED);
  }

  @Test
  void a_file_that_is_gone_is_noticed_until_a_person_begins_anew() throws IOException {
    put("a newer value");
    Files.delete(file());

    SecretStoreException e = refused();
    assertThat(e.kind()).isEqualTo(Kind.ABSENT);
    assertThat(e)
        .hasMessage(
            "The secrets file %s is missing, though it was written 2 times. Put the newest copy from your backups in its place; if there is none, begin anew: gatehouse secret accept-copy"
                .formatted(file()));

    try (FileSecretStore store = QuickStore.at(file())) {
      assertThat(store.acceptCopy()).isZero();
      assertThat(store.list()).isEmpty();
    }
    write(whole);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    assertThat(refused().kind()).isEqualTo(Kind.OUTDATED);
    Files.delete(file());
    put("anew");
    assertThat(Files.readString(generation())).isEqualTo("3\n");
  }

  @Test
  void a_lost_generation_is_made_up_for() throws IOException {
    put("two");
    Files.delete(generation());

    put("three");

    assertThat(Files.readString(generation())).isEqualTo("3\n");
  }

  @Test
  void a_generation_that_is_no_number() throws IOException {
    Files.writeString(generation(), "three\n");

    SecretStoreException e = refused();
    assertThat(e.kind()).isEqualTo(Kind.DAMAGED);
    assertThat(e)
        .hasMessage(
            "The file %s was changed by something else than Gatehouse; expected a number of up to 18 digits. It tells an old copy of the secrets file from the newest. If the secrets file is the newest, say so: gatehouse secret accept-copy"
                .formatted(generation()));

    try (FileSecretStore store = QuickStore.at(file())) {
      store.acceptCopy();
      assertThat(store.list()).hasSize(1);
    }
  }

  @Test
  void the_database_may_remember_the_generation_too() throws IOException {
    long[] kept = {0};
    Generations database =
        new Generations() {
          @Override
          public long kept() {
            return kept[0];
          }

          @Override
          public void keep(long generation) {
            kept[0] = generation;
          }
        };
    byte[] oldGeneration = Files.readAllBytes(generation());
    try (SecretStore store = with(database)) {
      store.put(NAME, new Secret("two"));
    }
    assertThat(kept[0]).isEqualTo(2);
    write(whole);
    Files.write(generation(), oldGeneration);

    assertThat(refused(with(database)).kind()).isEqualTo(Kind.OUTDATED);
  }

  private FileSecretStore with(Generations further) {
    return new FileSecretStore(
        file(),
        TypedPassword.right(),
        List.of(further),
        Clock.systemUTC(),
        new RealDisk(),
        QuickStore::key,
        QuickStore.LEAST);
  }
}
