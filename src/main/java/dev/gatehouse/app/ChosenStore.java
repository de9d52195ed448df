package dev.gatehouse.app;

import dev.gatehouse.browser.Machine;
import dev.gatehouse.problem.Nearest;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.MasterPassword;
import dev.gatehouse.secret.MasterPasswordSources;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.environment.EnvironmentSecretStore;
import dev.gatehouse.secret.file.FileSecretStore;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The secret store the settings choose by {@code GATEHOUSE_SECRET_STORE}: the file unless said. */
public final class ChosenStore {

  /** The variable that chooses. */
  public static final String VARIABLE = "GATEHOUSE_SECRET_STORE";

  private static final String FILE = "file";
  private static final String ENVIRONMENT = "environment";
  private static final List<String> KNOWN =
      Stream.concat(Stream.of(FILE, ENVIRONMENT), StoresElsewhere.NAMES.stream()).toList();

  private final Settings settings;
  private final HiddenPrompt prompt;
  private final Clock clock;
  private final Redactor redactor;

  /**
   * @param prompt asks for the master password where no variable gives it
   * @param redactor is told of what the store itself is opened with
   */
  public ChosenStore(Settings settings, HiddenPrompt prompt, Clock clock, Redactor redactor) {
    this.redactor = redactor;
    this.settings = settings;
    this.prompt = prompt;
    this.clock = clock;
  }

  private String chosen() {
    String chosen = settings.variables().getOrDefault(VARIABLE, "");
    if (chosen.isBlank()) {
      return FILE;
    }
    if (!KNOWN.contains(chosen)) {
      throw new SecretStoreException(
          SecretStoreException.Kind.ABSENT,
          "%s: no such secret store; found \"%s\"; expected one of %s%s"
              .formatted(
                  VARIABLE,
                  chosen,
                  String.join(", ", KNOWN),
                  Nearest.to(chosen, KNOWN)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse("")));
    }
    return chosen;
  }

  /** Returns whether it is the encrypted file. */
  boolean isFile() {
    return chosen().equals(FILE);
  }

  /** Returns whether it is anything but the environment's variables. */
  boolean isBesideTheEnvironment() {
    return !chosen().equals(ENVIRONMENT);
  }

  /** Returns whether it can keep something without asking a person to make it first. */
  boolean isThere() {
    return switch (chosen()) {
      case FILE -> Files.exists(settings.secrets());
      case ENVIRONMENT -> false;
      default -> true;
    };
  }

  /** Returns whether it is there and opens without asking a person. */
  boolean opensUnasked() {
    return isThere()
        && (!chosen().equals(FILE) || MasterPasswordSources.areGiven(settings.variables()));
  }

  /**
   * Opens it; whoever asked closes it. Nothing is read, made or asked before its first use.
   *
   * @throws SecretStoreException when there is no such store
   */
  public SecretStore open() {
    String chosen = chosen();
    return switch (chosen) {
      case FILE -> fileStore();
      case ENVIRONMENT -> new EnvironmentSecretStore(settings.variables(), clock);
      default -> new StoresElsewhere(machine(), redactor, clock).open(chosen);
    };
  }

  private Machine machine() {
    Machine here = Machine.current();
    return new Machine(here.system(), here.arm(), here.root(), here.home(), settings.variables());
  }

  /**
   * Opens the encrypted file, for what only that can do.
   *
   * @param what is asked for, as the message names it
   * @throws SecretStoreException when another store was chosen
   */
  public FileSecretStore file(String what) {
    if (!chosen().equals(FILE)) {
      throw new SecretStoreException(
          SecretStoreException.Kind.READ_ONLY,
          "%s is for the encrypted file; found %s=%s. Unset it, or set it to file."
              .formatted(what, VARIABLE, chosen()));
    }
    return fileStore();
  }

  /** Returns where the encrypted file's next master password comes from. */
  public MasterPassword next() {
    return passwords(MasterPasswordSources.NEXT);
  }

  private MasterPassword passwords(String variable) {
    return new MasterPasswordSources(
        settings.variables(),
        prompt,
        () -> new StoresElsewhere(machine(), redactor, clock).open("keyring"),
        variable);
  }

  private FileSecretStore fileStore() {
    return new FileSecretStore(
        settings.secrets(), passwords(MasterPasswordSources.PRESENT), List.of(), clock);
  }
}
