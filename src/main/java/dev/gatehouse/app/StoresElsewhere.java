package dev.gatehouse.app;

import dev.gatehouse.browser.Machine;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.keyring.KeyringStore;
import dev.gatehouse.secret.vault.VaultSettings;
import dev.gatehouse.secret.vault.VaultStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The secret stores that are no part of the project: the user's keyring, and Vault. */
public final class StoresElsewhere {

  /** The variable that chooses a store. */
  public static final String VARIABLE = "GATEHOUSE_SECRET_STORE";

  /** What it may be set to for these. */
  public static final List<String> NAMES = List.of("keyring", "vault");

  private final Machine machine;
  private final Redactor redactor;
  private final Clock clock;

  /**
   * @param machine whose keyring and whose environment variables are used
   * @param redactor is told of Vault's tokens
   */
  public StoresElsewhere(Machine machine, Redactor redactor, Clock clock) {
    this.machine = machine;
    this.redactor = redactor;
    this.clock = clock;
  }

  /** Returns the name of the one the environment chooses, if it is one of these. */
  public Optional<String> chosen() {
    return Optional.ofNullable(machine.environment().get(VARIABLE)).filter(NAMES::contains);
  }

  /**
   * Opens one; whoever asked closes it.
   *
   * @param name one of {@link #NAMES}
   * @throws SecretStoreException when its settings are missing or cannot be so
   */
  public SecretStore open(String name) {
    return switch (name) {
      case "keyring" ->
          KeyringStore.open(
              System.getProperty("os.name", ""), machine.environment(), userFolder(), clock);
      case "vault" -> new VaultStore(VaultSettings.from(machine.environment()), redactor, clock);
      default -> throw new IllegalArgumentException(name);
    };
  }

  // Where programs keep what is the user's and of no project, as each system has it.
  private Path userFolder() {
    Path home = machine.home();
    return switch (machine.system()) {
      case LINUX ->
          Optional.ofNullable(machine.environment().get("XDG_DATA_HOME"))
              .filter(folder -> !folder.isBlank())
              .map(Path::of)
              .orElse(home.resolve(".local").resolve("share"))
              .resolve("gatehouse");
      case MAC -> home.resolve("Library").resolve("Application Support").resolve("gatehouse");
      case WINDOWS -> machine.systemCacheFolder().resolve("gatehouse");
    };
  }

  /** Examines the chosen one: whether it is reached and open, and how many secrets it has. */
  Optional<Check> examine() {
    return chosen().map(this::examine);
  }

  private Check examine(String name) {
    try (SecretStore store = open(name)) {
      return Check.ok("secrets", "%d in %s".formatted(store.list().size(), store.place()));
    } catch (SecretStoreException e) {
      return Check.missing(
          "secrets", String.valueOf(e.getMessage()), "see docs/operators-guide.md");
    }
  }
}
