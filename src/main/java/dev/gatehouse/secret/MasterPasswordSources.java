package dev.gatehouse.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The master password from the first of: a file that a variable names, a variable, an item of the
 * keyring that a variable names, a person. Never from an argument: other users see those in the
 * list of processes. Thread-safe.
 */
public final class MasterPasswordSources implements MasterPassword {

  /** What the variables' names begin with when a file is opened or made. */
  public static final String PRESENT = "GATEHOUSE_MASTER_PASSWORD";

  /** What they begin with for the password that takes the other's place. */
  public static final String NEXT = "GATEHOUSE_NEW_MASTER_PASSWORD";

  /** What the names of the variables end with, in the order they are asked; then a person is. */
  public static final List<String> ENDS = List.of("_FILE", "", "_KEYRING");

  private final Map<String, String> environment;
  private final HiddenPrompt prompt;
  private final Supplier<SecretStore> keyring;
  private final String variable;

  /**
   * @param keyring opens the user's keyring; asked only when the variable names an item of it
   * @param variable {@link #PRESENT} or {@link #NEXT}
   */
  public MasterPasswordSources(
      Map<String, String> environment,
      HiddenPrompt prompt,
      Supplier<SecretStore> keyring,
      String variable) {
    this.environment = Map.copyOf(environment);
    this.prompt = prompt;
    this.keyring = keyring;
    this.variable = variable;
  }

  /** Returns whether a variable gives the present password, so that nobody is asked. */
  public static boolean areGiven(Map<String, String> environment) {
    return ENDS.stream().anyMatch(end -> !environment.getOrDefault(PRESENT + end, "").isEmpty());
  }

  @Override
  public Secret existing(String place) {
    return given()
        .or(
            () ->
                prompt.ask("Master password of " + place + ": ").filter(typed -> !typed.isEmpty()))
        .orElseThrow(() -> none(place));
  }

  @Override
  public Secret chosen(String place) {
    return given()
        .orElseGet(
            () -> {
              if (!prompt.available()) {
                throw none(place);
              }
              return prompt.askTwice("New master password for " + place + ": ");
            });
  }

  private Optional<Secret> given() {
    Optional<String> file = value(variable + "_FILE");
    return file.isPresent()
        ? Optional.of(inFile(Path.of(file.get())))
        : value(variable).map(Secret::new).or(() -> value(variable + "_KEYRING").map(this::kept));
  }

  private Secret kept(String item) {
    SecretName name;
    try {
      name = SecretName.of(item);
    } catch (IllegalArgumentException e) {
      throw unusable(
          variable
              + "_KEYRING: "
              + e.getMessage()
              + ". It is the name of an item in the keyring, as in gatehouse/master-password.");
    }
    try (SecretStore store = keyring.get()) {
      return store
          .get(name)
          .map(StoredSecret::value)
          .orElseThrow(
              () ->
                  unusable(
                      "%1$s_KEYRING: %2$s is not in %3$s. Put it there with GATEHOUSE_SECRET_STORE=keyring gatehouse secret set %2$s, or unset %1$s_KEYRING."
                          .formatted(variable, item, store.place())));
    }
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private Secret inFile(Path file) {
    String what = "The file named by " + variable + "_FILE,";
    try {
      OwnerOnly.require(file, what);
      byte[] bytes = Files.readAllBytes(file);
      byte[] line = Arrays.copyOf(bytes, withoutNewline(bytes));
      Arrays.fill(bytes, (byte) 0);
      if (line.length == 0) {
        throw unusable(what + " " + file + ", is empty; expected the master password in it.");
      }
      Secret password = Secret.ofUtf8(line);
      Arrays.fill(line, (byte) 0);
      return password;
    } catch (NoSuchFileException e) {
      throw unusable(what + " " + file + ", is not there; expected the master password in it.");
    } catch (IOException e) {
      throw unusable(what + " " + file + ", cannot be read: " + e.getMessage() + ".");
    } catch (IllegalArgumentException e) {
      throw unusable(what + " " + file + ", is " + e.getMessage() + ".");
    }
  }

  /** Returns how many bytes there are before the line's end, if they end with one. */
  private static int withoutNewline(byte[] bytes) {
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\n') {
      length--;
      if (length > 0 && bytes[length - 1] == '\r') {
        length--;
      }
    }
    return length;
  }

  private static SecretStoreException unusable(String message) {
    return new SecretStoreException(SecretStoreException.Kind.NO_KEY, message);
  }

  private SecretStoreException none(String place) {
    return unusable(
        "No master password was given for %s. Start Gatehouse at a terminal and type it, set %2$s_FILE to a file that holds it and that only you may read, or set %2$s."
            .formatted(place, variable));
  }
}
