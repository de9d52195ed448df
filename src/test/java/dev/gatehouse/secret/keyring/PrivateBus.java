package dev.gatehouse.secret.keyring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A session bus of its own with gnome-keyring on it, apart from whatever the machine has. Ends what
 * it started.
 */
final class PrivateBus implements AutoCloseable {

  private final Path folder;
  private final Process bus;
  private final String address;
  private final List<Process> keyrings = new ArrayList<>();

  private PrivateBus(Path folder, Process bus, String address) {
    this.folder = folder;
    this.bus = bus;
    this.address = address;
  }

  /** Skips the test where the programs are not installed. */
  static void assumeInstalled() {
    for (String program : List.of("dbus-daemon", "gnome-keyring-daemon")) {
      assumeTrue(
          isInstalled(program),
          program + " is not installed; run: apt-get install -y gnome-keyring dbus");
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  static PrivateBus start(Path folder) throws IOException {
    // Without the system's service files the bus starts no keyring by itself.
    Path configuration =
        Files.writeString(
            folder.resolve("bus.conf"),
            """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>unix:dir=%s</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """
                .formatted(folder));
    Process bus =
        new ProcessBuilder(
                "dbus-daemon", "--nofork", "--print-address=1", "--config-file=" + configuration)
            .redirectError(folder.resolve("bus.log").toFile())
            .start();
    BufferedReader told = bus.inputReader(StandardCharsets.UTF_8);
    String address = told.readLine();
    if (address == null) {
      throw new IOException(Files.readString(folder.resolve("bus.log")));
    }
    return new PrivateBus(folder, bus, address);
  }

  /** Starts the keyring before there was ever a password for it. */
  void startKeyringBare() throws IOException {
    launch(false);
    awaitAnswer(Kind.ABSENT);
  }

  /** Starts the keyring, opened with its password or left locked, and waits until it answers. */
  void startKeyring(boolean unlocked) throws IOException {
    launch(unlocked);
    awaitAnswer(unlocked ? null : Kind.LOCKED);
  }

  private void launch(boolean unlocked) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("gnome-keyring-daemon", "--foreground", "--components=secrets"));
    if (unlocked) {
      command.add("--unlock");
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keyring.log").toFile());
    builder.environment().putAll(environment());
    Process keyring = builder.start();
    keyrings.add(keyring);
    try (OutputStream password = keyring.getOutputStream()) {
      if (unlocked) {
        password.write("the keyring's password".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void awaitAnswer(@Nullable Kind expected) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (KeyringStore store = open()) {
        store.list();
        return;
      } catch (SecretStoreException e) {
        if (e.kind() == expected
            && !String.valueOf(e.getMessage()).startsWith("No keyring answers")) {
          return;
        }
        if (System.nanoTime() - deadline > 0) {
          throw new IOException(
              "the keyring does not answer: " + Files.readString(folder.resolve("keyring.log")), e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  /** Opens a store on this bus. */
  KeyringStore open() {
    return KeyringStore.open(
        "Linux", environment(), folder.resolve("gatehouse"), Clock.systemUTC());
  }

  /** Ends the keyring; its file stays. */
  void stopKeyring() throws InterruptedException {
    for (Process keyring : keyrings) {
      end(keyring);
    }
    keyrings.clear();
  }

  Map<String, String> environment() {
    return Map.of(
        "DBUS_SESSION_BUS_ADDRESS", address,
        "HOME", folder.toString(),
        "XDG_DATA_HOME", folder.resolve("data").toString(),
        "XDG_CONFIG_HOME", folder.resolve("config").toString(),
        "XDG_CACHE_HOME", folder.resolve("cache").toString(),
        "XDG_RUNTIME_DIR", folder.resolve("run").toString());
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() {
    try {
      stopKeyring();
      end(bus);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
