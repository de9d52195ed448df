package dev.gatehouse.secret.file;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStoreException;
import java.nio.file.Path;

/**
 * A process of its own that stores secrets and seals the file anew, in turn and without end, and
 * says each change once it is made. It is meant to be killed.
 */
final class ChangingProcess {

  private static final String OTHER = "an entirely other sentence";
  private static final int SECRETS = 8;

  private ChangingProcess() {}

  /** Returns where a number is stored: each place gets every eighth. */
  static SecretName name(int number) {
    return SecretName.of("portal%d/password".formatted(number % SECRETS));
  }

  static String value(int number) {
    return number + " " + "x".repeat(number % 50);
  }

  static int number(String value) {
    return Integer.parseInt(value.substring(0, value.indexOf(' ')));
  }

  /** Returns whether the file opens with the other password, and not with the first one. */
  static boolean isOther(Path file) {
    try (FileSecretStore store = open(file, false)) {
      return store.list().size() < 0;
    } catch (SecretStoreException e) {
      if (e.kind() != SecretStoreException.Kind.WRONG_KEY) {
        throw e;
      }
      return true;
    }
  }

  static FileSecretStore open(Path file, boolean other) {
    String password = other ? OTHER : TypedPassword.RIGHT;
    return QuickStore.at(file, new TypedPassword(password, password));
  }

  /** Arguments: the file, the first number. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    boolean other = isOther(file);
    try (FileSecretStore store = open(file, other)) {
      for (int number = Integer.parseInt(arguments[1]); ; number++) {
        store.put(name(number), new Secret(value(number)));
        say("put " + number);
        other = !other;
        store.rekey(new TypedPassword("", other ? OTHER : TypedPassword.RIGHT));
        say("rekey " + number);
      }
    }
  }

  private static void say(String what) {
    System.out.println(what);
    System.out.flush();
  }
}
