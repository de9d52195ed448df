package dev.gatehouse.secret.keyring;

import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import dev.gatehouse.secret.keyring.SessionBus.Complaint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.freedesktop.dbus.ObjectPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.Variant;
import org.freedesktop.secret.Secret;
import org.freedesktop.secret.TransportEncryption;
import org.jspecify.annotations.Nullable;

/**
 * Items in the default collection of the Secret Service, as its specification (freedesktop.org,
 * "Secret Service API", 0.2) says. The service finds them by their attributes, so that there is no
 * index; version and times stand in the label, so that listing reads no value. Values cross the bus
 * encrypted. Nobody is ever asked at the screen: what is locked is told. Thread-safe.
 */
final class SecretServiceItems implements KeyringItems {

  private static final String ROOT = "/org/freedesktop/secrets";
  private static final String SERVICE = "org.freedesktop.Secret.Service";
  private static final String COLLECTION = "org.freedesktop.Secret.Collection";
  private static final String ITEM = "org.freedesktop.Secret.Item";
  private static final String PROPERTIES = "org.freedesktop.DBus.Properties";
  private static final String NOTHING = "/";

  private static final Pattern LABEL =
      Pattern.compile("Gatehouse (\\S+), version (\\d{1,9}) of (\\S+), first (\\S+)");

  private final SessionBus bus;
  private @Nullable TransportEncryption encryption;
  private @Nullable DBusConnection encrypted;

  SecretServiceItems(SessionBus bus) {
    this.bus = bus;
  }

  @Override
  public String place() {
    return "the user's keyring (Secret Service)";
  }

  @Override
  public Optional<String> read(SecretName name) {
    return asking(
        () -> {
          Optional<ObjectPath> item = find(attributes(name)).stream().findFirst();
          try {
            return item.isEmpty() ? Optional.empty() : content(item.get());
          } catch (Complaint complaint) {
            // Another deleted it in between.
            if (complaint.name().equals("org.freedesktop.Secret.Error.NoSuchObject")) {
              return Optional.empty();
            }
            throw complaint;
          }
        });
  }

  private Optional<String> content(ObjectPath item) throws Complaint {
    try {
      TransportEncryption session = encryption();
      Object[] sealed =
          (Object[])
              bus.call(
                      item.getPath(),
                      ITEM,
                      "GetSecret",
                      "o",
                      session.getService().getSession().getPath())[0];
      char[] value =
          session.decrypt(new Secret((ObjectPath) sealed[0], bytes(sealed[1]), bytes(sealed[2])));
      String content = new String(value);
      Arrays.fill(value, '\0');
      return Optional.of(content);
    } catch (GeneralSecurityException e) {
      throw unusable("it sent what cannot be decrypted");
    }
  }

  // D-Bus's arrays of bytes come as arrays or as lists, by where they stand.
  private static byte[] bytes(Object sent) {
    if (sent instanceof byte[] array) {
      return array;
    }
    List<?> list = (List<?>) sent;
    byte[] array = new byte[list.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = (Byte) list.get(i);
    }
    return array;
  }

  @Override
  public void write(SecretInfo info, String content) {
    asking(
        () -> {
          Map<String, Variant<?>> properties = new HashMap<>();
          properties.put(ITEM + ".Label", new Variant<>(label(info)));
          properties.put(ITEM + ".Attributes", new Variant<>(attributes(info.name()), "a{ss}"));
          byte[] plain = content.getBytes(StandardCharsets.UTF_8);
          try {
            Secret sealed = encryption().encrypt(plain, StandardCharsets.UTF_8);
            Object[] made =
                bus.call(
                    collection(),
                    COLLECTION,
                    "CreateItem",
                    "a{sv}(oayays)b",
                    properties,
                    sealed,
                    true);
            refusePrompt(made[1]);
          } catch (GeneralSecurityException e) {
            throw unusable("it agreed on no encryption");
          } finally {
            Arrays.fill(plain, (byte) 0);
          }
          return true;
        });
  }

  @Override
  public boolean remove(SecretName name) {
    return asking(
        () -> {
          List<ObjectPath> found = find(attributes(name));
          for (ObjectPath item : found) {
            refusePrompt(bus.call(item.getPath(), ITEM, "Delete", "")[0]);
          }
          return !found.isEmpty();
        });
  }

  @Override
  public List<SecretInfo> list() {
    return asking(
        () -> {
          List<SecretInfo> infos = new ArrayList<>();
          for (ObjectPath item : find(Map.of("application", "gatehouse"))) {
            info(item).ifPresent(infos::add);
          }
          return infos;
        });
  }

  private Optional<SecretInfo> info(ObjectPath item) throws Complaint {
    Object label = property(item.getPath(), ITEM, "Label");
    Optional<SecretInfo> told = ofLabel(String.valueOf(label));
    if (told.isPresent()) {
      return told;
    }
    // Somebody gave it a label of their own; the item itself knows.
    if (property(item.getPath(), ITEM, "Attributes") instanceof Map<?, ?> attributes
        && attributes.get("name") instanceof String name) {
      return content(item)
          .map(content -> KeptValue.parse(SecretName.of(name), content, place()).info());
    }
    return Optional.empty();
  }

  private static Map<String, String> attributes(SecretName name) {
    return Map.of("application", "gatehouse", "name", name.toString());
  }

  private static String label(SecretInfo info) {
    return "Gatehouse %s, version %d of %s, first %s"
        .formatted(info.name(), info.version(), info.changed(), info.created());
  }

  private static Optional<SecretInfo> ofLabel(String label) {
    Matcher form = LABEL.matcher(label);
    try {
      return form.matches()
          ? Optional.of(
              new SecretInfo(
                  SecretName.of(form.group(1)),
                  Integer.parseInt(form.group(2)),
                  Instant.parse(form.group(4)),
                  Instant.parse(form.group(3))))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private List<ObjectPath> find(Map<String, String> attributes) throws Complaint {
    Object[] found = bus.call(collection(), COLLECTION, "SearchItems", "a{ss}", attributes);
    List<ObjectPath> items = new ArrayList<>();
    for (Object item : (List<?>) found[0]) {
      items.add((ObjectPath) item);
    }
    return items;
  }

  private Object property(String path, String type, String name) throws Complaint {
    return ((Variant<?>) bus.call(path, PROPERTIES, "Get", "ss", type, name)[0]).getValue();
  }

  private String collection() throws Complaint {
    String path = ((ObjectPath) bus.call(ROOT, SERVICE, "ReadAlias", "s", "default")[0]).getPath();
    if (path.equals(NOTHING)) {
      throw new SecretStoreException(
          Kind.ABSENT,
          "The keyring service has no default keyring yet. Make one (Passwords and Keys, or sign in to the desktop once), then try again.");
    }
    if (Boolean.TRUE.equals(property(path, COLLECTION, "Locked"))) {
      throw locked();
    }
    return path;
  }

  private static void refusePrompt(Object prompt) {
    if (!((ObjectPath) prompt).getPath().equals(NOTHING)) {
      throw locked();
    }
  }

  private static SecretStoreException locked() {
    return new SecretStoreException(
        Kind.LOCKED,
        "The keyring is locked. Unlock it: sign in to the desktop, open Passwords and Keys, or give its password to gnome-keyring-daemon --unlock on standard input.");
  }

  private SecretStoreException unusable(String why) {
    return new SecretStoreException(
        Kind.UNUSABLE,
        "%s cannot be used: %s. Restart the keyring, then try again.".formatted(place(), why));
  }

  // One agreement on a key for each connection.
  private synchronized TransportEncryption encryption() throws GeneralSecurityException {
    DBusConnection connection = bus.connection();
    TransportEncryption present = encryption;
    if (present != null && connection.equals(encrypted)) {
      return present;
    }
    try {
      TransportEncryption made = new TransportEncryption(connection);
      made.initialize();
      if (!made.openSession()) {
        throw unusable("it agreed on no encryption");
      }
      made.generateSessionKey();
      encryption = made;
      encrypted = connection;
      return made;
    } catch (DBusException e) {
      throw unusable("it agreed on no encryption");
    }
  }

  private interface Asking<T> {
    T ask() throws Complaint;
  }

  private <T> T asking(Asking<T> asking) {
    try {
      return asking.ask();
    } catch (Complaint complaint) {
      throw switch (complaint.name()) {
        case "org.freedesktop.Secret.Error.IsLocked", "org.gnome.keyring.Error.Denied" -> locked();
        case "org.freedesktop.DBus.Error.ServiceUnknown",
            "org.freedesktop.DBus.Error.NameHasNoOwner",
            "org.freedesktop.DBus.Error.Spawn.ExecFailed",
            "org.freedesktop.DBus.Error.Spawn.ChildExited",
            "org.freedesktop.DBus.Error.NoReply" ->
            SessionBus.noKeyring();
        default -> unusable(complaint.name());
      };
    }
  }

  @Override
  public synchronized void close() {
    if (encryption != null) {
      encryption.clear();
      encryption = null;
    }
    bus.close();
  }
}
