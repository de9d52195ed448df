package dev.gatehouse.secret.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultSettingsTest {

  private static final String ADDRESS = "https://vault.example:8200";

  private static void assertRefused(Map<String, String> variables, Kind kind, String message) {
    SecretStoreException refused =
        catchThrowableOfType(SecretStoreException.class, () -> VaultSettings.from(variables));
    assertThat(refused).hasMessage(message);
    assertThat(refused.kind()).isEqualTo(kind);
  }

  @Test
  void a_token_and_an_address_will_do() {
    VaultSettings settings =
        VaultSettings.from(Map.of("VAULT_ADDR", ADDRESS + "/", "VAULT_TOKEN", "hvs.abc"));

    assertThat(settings.address()).hasToString(ADDRESS);
    assertThat(settings.mount()).isEqualTo("secret");
    assertThat(settings.login())
        .isInstanceOfSatisfying(
            VaultSettings.Token.class,
            given -> assertThat(given.token().reveal()).isEqualTo("hvs.abc"));
    assertThat(settings.toString()).doesNotContain("hvs.abc");
  }

  @Test
  void a_role_a_namespace_and_a_mount_are_taken() {
    VaultSettings settings =
        VaultSettings.from(
            Map.of(
                "VAULT_ADDR", "http://127.0.0.1:8200",
                "VAULT_ROLE_ID", "role",
                "VAULT_SECRET_ID", "secret-id",
                "VAULT_TOKEN", "",
                "VAULT_NAMESPACE", "office",
                "GATEHOUSE_VAULT_MOUNT", "/teams/back-office/"));

    assertThat(settings.login()).isInstanceOf(VaultSettings.AppRole.class);
    assertThat(settings.namespace()).contains("office");
    assertThat(settings.mount()).isEqualTo("teams/back-office");
    assertThat(settings.toString()).doesNotContain("secret-id");
  }

  @Test
  void no_address() {
    assertRefused(
        Map.of("VAULT_TOKEN", "hvs.abc"),
        Kind.ABSENT,
        "It is not said where Vault is. Set VAULT_ADDR, as in https://vault.example:8200.");
  }

  @Test
  void an_address_over_which_everybody_could_read_along() {
    assertRefused(
        Map.of("VAULT_ADDR", "http://vault.example:8200", "VAULT_TOKEN", "hvs.abc"),
        Kind.UNUSABLE,
        "VAULT_ADDR: found \"http://vault.example:8200\", expected an address that begins with https:// (http:// only for localhost, since token and secrets would cross the network readable).");
  }

  @Test
  void an_address_with_a_password_in_it_is_not_repeated() {
    assertRefused(
        Map.of("VAULT_ADDR", "https://jo:canary@vault.example", "VAULT_TOKEN", "hvs.abc"),
        Kind.UNUSABLE,
        "VAULT_ADDR: found a user name or password in the address, expected none. Set VAULT_TOKEN, or VAULT_ROLE_ID and VAULT_SECRET_ID.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vault.example:8200", "ftp://vault.example", "https://", "not an address"})
  void an_address_that_is_none(String address) {
    SecretStoreException refused =
        catchThrowableOfType(
            SecretStoreException.class,
            () -> VaultSettings.from(Map.of("VAULT_ADDR", address, "VAULT_TOKEN", "hvs.abc")));

    assertThat(refused.kind()).isEqualTo(Kind.UNUSABLE);
    assertThat(refused).hasMessageStartingWith("VAULT_ADDR");
  }

  @Test
  void nothing_to_sign_in_with() {
    assertRefused(
        Map.of("VAULT_ADDR", ADDRESS),
        Kind.NO_KEY,
        "Nothing is set to sign in to Vault with. Set VAULT_TOKEN, VAULT_TOKEN_FILE, or VAULT_ROLE_ID and VAULT_SECRET_ID.");
  }

  @Test
  void half_a_role() {
    assertRefused(
        Map.of("VAULT_ADDR", ADDRESS, "VAULT_ROLE_ID", "role"),
        Kind.NO_KEY,
        "Of VAULT_ROLE_ID and VAULT_SECRET_ID only VAULT_ROLE_ID is set. Set both, or VAULT_TOKEN alone.");
  }

  @Test
  void two_ways_to_sign_in() {
    assertRefused(
        Map.of(
            "VAULT_ADDR", ADDRESS,
            "VAULT_TOKEN", "hvs.abc",
            "VAULT_ROLE_ID", "role",
            "VAULT_SECRET_ID", "id"),
        Kind.NO_KEY,
        "More than one way to sign in to Vault is set: VAULT_TOKEN; VAULT_ROLE_ID and VAULT_SECRET_ID. Unset all but one.");
  }

  @Test
  void a_mount_that_is_no_path() {
    assertRefused(
        Map.of(
            "VAULT_ADDR", ADDRESS, "VAULT_TOKEN", "hvs.abc", "GATEHOUSE_VAULT_MOUNT", "a?list=b"),
        Kind.UNUSABLE,
        "GATEHOUSE_VAULT_MOUNT: found \"a?list=b\", expected the path a key/value engine is mounted at, as in secret or teams/back-office.");
  }

  @Test
  void a_token_comes_from_a_file_only_its_owner_can_read(@TempDir Path folder) throws Exception {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "file permissions are POSIX's");
    Path file = Files.writeString(folder.resolve("token"), "hvs.from-file\n");
    Map<String, String> variables =
        Map.of("VAULT_ADDR", ADDRESS, "VAULT_TOKEN_FILE", file.toString());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertRefused(
        variables,
        Kind.EXPOSED,
        "VAULT_TOKEN_FILE: %s may be read by others (rw-r-----). Run: chmod 600 %s; and have the token revoked if others may have read it."
            .formatted(file, file));

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(VaultSettings.from(variables).login())
        .isInstanceOfSatisfying(
            VaultSettings.Token.class,
            given -> assertThat(given.token().reveal()).isEqualTo("hvs.from-file"));
  }

  @Test
  void a_token_file_that_is_missing_or_empty(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    assertRefused(
        Map.of("VAULT_ADDR", ADDRESS, "VAULT_TOKEN_FILE", missing.toString()),
        Kind.NO_KEY,
        "VAULT_TOKEN_FILE: there is no file %s.".formatted(missing));
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("rw-------"));
    }
    assertRefused(
        Map.of("VAULT_ADDR", ADDRESS, "VAULT_TOKEN_FILE", empty.toString()),
        Kind.NO_KEY,
        "VAULT_TOKEN_FILE: %s is empty; expected a token.".formatted(empty));
  }
}
