package dev.gatehouse.secret.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.app.ChosenStore;
import dev.gatehouse.app.Settings;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.step.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encrypted file opens with a master password that gnome-keyring keeps. */
class MasterPasswordInKeyringIT {

  private static final String MASTER = "correct horse battery staple";
  private static final String ITEM = "gatehouse/master-password";
  private static final SecretName ACME = SecretName.of("acme/password");

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

  private static PrivateBus bus() {
    return Objects.requireNonNull(bus);
  }

  private static void keep(String password) {
    try (SecretStore store = bus().open();
        Secret value = new Secret(password)) {
      store.put(SecretName.of(ITEM), value);
    }
  }

  /** Opens a project's encrypted file as every command does. */
  private static SecretStore open(Path project) {
    Map<String, String> variables = new HashMap<>(bus().environment());
    variables.put("GATEHOUSE_MASTER_PASSWORD_KEYRING", ITEM);
    Settings settings =
        new Settings(project, Settings.SANDBOX, 1, false, Duration.ZERO, Traces.OFF, variables);
    return new ChosenStore(settings, HiddenPrompt.NONE, Clock.systemUTC(), new Redactor()).open();
  }

  private static void assertRefused(Path project, String message) {
    try (SecretStore store = open(project)) {
      assertThatThrownBy(store::list).isInstanceOf(SecretStoreException.class).hasMessage(message);
    }
  }

  @Test
  void it_makes_the_file_and_opens_it_and_where_it_cannot_be_had_that_is_said(@TempDir Path project)
      throws Exception {
    keep(MASTER);
    try (SecretStore store = open(project);
        Secret value = new Secret("Plinth%Orbit")) {
      store.put(ACME, value);
    }
    try (SecretStore store = open(project)) {
      assertThat(store.get(ACME).orElseThrow().value().reveal()).isEqualTo("Plinth%Orbit");
    }
    assertThat(bytes(project)).doesNotContain("Plinth%Orbit").doesNotContain(MASTER);

    try (SecretStore store = bus().open()) {
      store.delete(SecretName.of(ITEM));
    }
    assertRefused(
        project,
        "GATEHOUSE_MASTER_PASSWORD_KEYRING: gatehouse/master-password is not in the user's keyring (Secret Service). Put it there with GATEHOUSE_SECRET_STORE=keyring gatehouse secret set gatehouse/master-password, or unset GATEHOUSE_MASTER_PASSWORD_KEYRING.");

    bus().stopKeyring();
    bus().startKeyring(false);
    assertRefused(
        project,
        "The keyring is locked. Unlock it: sign in to the desktop, open Passwords and Keys, or give its password to gnome-keyring-daemon --unlock on standard input.");
  }

  private static String bytes(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
