package dev.gatehouse.secret.keyring;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keyring of Windows or macOS by way of java-keyring, opened at first use. Thread-safe, since
 * each call is one of the system's.
 */
final class JavaKeyring implements Passwords {

  private static final String SERVICE = "gatehouse";

  // How its backends say that there is nothing of that name; every other failure is trouble.
  // Windows' ERROR_NOT_FOUND is 1168.
  private static final Pattern NOTHING =
      Pattern.compile("Error code 1168|.*No stored credentials match.*");

  private final String place;
  private @Nullable Keyring keyring;

  JavaKeyring(String place) {
    this.place = place;
  }

  @Override
  public String place() {
    return place;
  }

  private synchronized Keyring keyring() {
    Keyring present = keyring;
    if (present != null) {
      return present;
    }
    try {
      Keyring made = Keyring.create();
      keyring = made;
      return made;
    } catch (BackendNotSupportedException | LinkageError e) {
      throw new SecretStoreException(
          Kind.ABSENT,
          "%s cannot be reached on this machine. Choose another store with GATEHOUSE_SECRET_STORE."
              .formatted(place));
    }
  }

  @Override
  public Optional<String> get(String name) {
    try {
      return Optional.ofNullable(keyring().getPassword(SERVICE, name));
    } catch (PasswordAccessException e) {
      if (NOTHING.matcher(String.valueOf(e.getMessage())).matches()) {
        return Optional.empty();
      }
      throw trouble("read", name, e);
    }
  }

  @Override
  public void set(String name, String text) {
    try {
      keyring().setPassword(SERVICE, name, text);
    } catch (PasswordAccessException e) {
      throw trouble("stored", name, e);
    }
  }

  @Override
  public void remove(String name) {
    try {
      keyring().deletePassword(SERVICE, name);
    } catch (PasswordAccessException e) {
      throw trouble("deleted", name, e);
    }
  }

  private SecretStoreException trouble(String what, String name, PasswordAccessException why) {
    return new SecretStoreException(
        Kind.LOCKED,
        "%s could not be %s in %s (%s). Unlock it, or allow Gatehouse to use it, then try again."
            .formatted(name, what, place, why.getMessage()));
  }

  @Override
  public synchronized void close() {
    // Its backends for Windows and macOS hold nothing open.
    keyring = null;
  }
}
