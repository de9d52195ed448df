package dev.gatehouse.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The master password from the first of: a file that a variable names, a variable, a person. Never
 * from an argument: other users see those in the list of processes. Thread-safe.
 */
public final class MasterPasswordSources implements MasterPassword {

  /** What the variables' names begin with when a file is opened or made. */
  public static final String PRESENT = "GATEHOUSE_MASTER_PASSWORD";

  /** What they begin with for the password that takes the other's place. */
  public static final String NEXT = "GATEHOUSE_NEW_MASTER_PASSWORD";

  private final Map<String, String> environment;
  private final HiddenPrompt prompt;
  private final String variable;

  /**
   * @param variable {@link #PRESENT} or {@link #NEXT}
   */
  public MasterPasswordSources(
      Map<String, String> environment, HiddenPrompt prompt, String variable) {
    this.environment = Map.copyOf(environment);
    this.prompt = prompt;
    this.variable = variable;
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
        : value(variable).map(Secret::new);
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
