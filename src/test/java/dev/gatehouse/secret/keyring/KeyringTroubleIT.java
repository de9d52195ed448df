package dev.gatehouse.secret.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a keyring that is open there is an error that says what to do, and nothing is kept. */
class KeyringTroubleIT {

  private static final SecretName PASSWORD = SecretName.of("acme/password");
  private static final String CANARY = "canary-of-the-keyring";

  @TempDir private Path folder = Path.of("replaced");

  private void assertRefused(SecretStore store, Kind kind, String message) throws IOException {
    try (store) {
      SecretStoreException put =
          catchThrowableOfType(
              SecretStoreException.class, () -> store.put(PASSWORD, new Secret(CANARY)));
      SecretStoreException get =
          catchThrowableOfType(SecretStoreException.class, () -> store.get(PASSWORD));
      SecretStoreException list = catchThrowableOfType(SecretStoreException.class, store::list);

      assertThat(Stream.of(put, get, list)).allSatisfy(e -> assertThat(e).hasMessage(message));
      assertThat(Stream.of(put, get, list).map(SecretStoreException::kind)).containsOnly(kind);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(CANARY);
      }
    }
  }

  @Test
  void no_session_bus() throws Exception {
    assertRefused(
        KeyringStore.open("Linux", Map.of(), folder, Clock.systemUTC()),
        Kind.ABSENT,
        "There is no session bus, and so no keyring. Run in a desktop session or inside dbus-run-session with a keyring (operators' guide, \"Secrets in the keyring\"), or choose another store with GATEHOUSE_SECRET_STORE.");
  }

  @Test
  void a_session_bus_that_is_gone() throws Exception {
    assertRefused(
        KeyringStore.open(
            "Linux",
            Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.resolve("gone")),
            folder,
            Clock.systemUTC()),
        Kind.ABSENT,
        "There is no session bus, and so no keyring. Run in a desktop session or inside dbus-run-session with a keyring (operators' guide, \"Secrets in the keyring\"), or choose another store with GATEHOUSE_SECRET_STORE.");
  }

  @Test
  void a_bus_without_a_keyring() throws Exception {
    PrivateBus.assumeInstalled();
    try (PrivateBus bus = PrivateBus.start(folder)) {
      assertRefused(
          bus.open(),
          Kind.ABSENT,
          "No keyring answers on this session's bus. Install and start one (gnome-keyring, KeePassXC or KWallet), or choose another store with GATEHOUSE_SECRET_STORE.");
    }
  }

  @Test
  void a_keyring_that_was_never_made() throws Exception {
    PrivateBus.assumeInstalled();
    try (PrivateBus bus = PrivateBus.start(folder)) {
      bus.startKeyringBare();
      assertRefused(
          bus.open(),
          Kind.ABSENT,
          "The keyring service has no default keyring yet. Make one (Passwords and Keys, or sign in to the desktop once), then try again.");
    }
  }

  @Test
  void a_keyring_that_is_locked() throws Exception {
    PrivateBus.assumeInstalled();
    try (PrivateBus bus = PrivateBus.start(folder)) {
      bus.startKeyring(true);
      try (SecretStore store = bus.open()) {
        store.put(SecretName.of("acme/username"), new Secret("jo of the tests"));
      }
      bus.stopKeyring();
      bus.startKeyring(false);
      assertRefused(
          bus.open(),
          Kind.LOCKED,
          "The keyring is locked. Unlock it: sign in to the desktop, open Passwords and Keys, or give its password to gnome-keyring-daemon --unlock on standard input.");
    }
  }
}
