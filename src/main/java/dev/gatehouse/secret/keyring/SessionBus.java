package dev.gatehouse.secret.keyring;

import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.errors.Error;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.jspecify.annotations.Nullable;

/**
 * The session's D-Bus, as far as the Secret Service needs it. A connection that broke is made anew
 * by the next call. Thread-safe.
 */
final class SessionBus implements AutoCloseable {

  private static final String SERVICE = "org.freedesktop.secrets";
  private static final long ANSWER_MILLIS = 10_000;

  private final Optional<String> address;
  private @Nullable DBusConnection connection;

  /** What the service complained of, by its D-Bus name. */
  static final class Complaint extends Exception {
    private static final long serialVersionUID = 1L;

    Complaint(String name) {
      super(name);
    }

    String name() {
      return String.valueOf(getMessage());
    }
  }

  private SessionBus(Optional<String> address) {
    this.address = address;
  }

  /** Finds the bus as libdbus does: its variable, else the place systemd has it. */
  static SessionBus of(Map<String, String> variables) {
    Optional<String> named =
        Optional.ofNullable(variables.get("DBUS_SESSION_BUS_ADDRESS")).filter(s -> !s.isBlank());
    Optional<String> usual =
        Optional.ofNullable(variables.get("XDG_RUNTIME_DIR"))
            .filter(s -> !s.isBlank())
            .map(folder -> Path.of(folder, "bus"))
            .filter(Files::exists)
            .map(socket -> "unix:path=" + socket);
    return new SessionBus(named.or(() -> usual));
  }

  synchronized DBusConnection connection() {
    DBusConnection present = connection;
    if (present != null && present.isConnected()) {
      return present;
    }
    String where = address.orElseThrow(SessionBus::absent);
    try {
      DBusConnection made = DBusConnectionBuilder.forAddress(where).withShared(false).build();
      connection = made;
      return made;
    } catch (DBusException | RuntimeException e) {
      throw absent();
    }
  }

  private static SecretStoreException absent() {
    return new SecretStoreException(
        Kind.ABSENT,
        "There is no session bus, and so no keyring. Run in a desktop session or inside dbus-run-session with a keyring (operators' guide, \"Secrets in the keyring\"), or choose another store with GATEHOUSE_SECRET_STORE.");
  }

  static SecretStoreException noKeyring() {
    return new SecretStoreException(
        Kind.ABSENT,
        "No keyring answers on this session's bus. Install and start one (gnome-keyring, KeePassXC or KWallet), or choose another store with GATEHOUSE_SECRET_STORE.");
  }

  /** Calls a method of the service and returns what it gave back. */
  Object[] call(String path, String type, String method, String signature, Object... arguments)
      throws Complaint {
    try {
      MethodCall call = new MethodCall(SERVICE, path, type, method, (byte) 0, signature, arguments);
      connection().sendMessage(call);
      Message reply = call.getReply(ANSWER_MILLIS);
      if (reply == null) {
        throw new SecretStoreException(
            Kind.TIMED_OUT,
            "The keyring did not answer within %d s. Look whether it waits for somebody at the screen, then try again."
                .formatted(ANSWER_MILLIS / 1000));
      }
      if (reply instanceof Error error) {
        throw new Complaint(error.getName());
      }
      Object[] given = reply.getParameters();
      return given == null ? new Object[0] : given;
    } catch (DBusException e) {
      throw new Complaint(e.getClass().getName());
    }
  }

  @Override
  public synchronized void close() {
    if (connection != null) {
      connection.disconnect();
      connection = null;
    }
  }
}
