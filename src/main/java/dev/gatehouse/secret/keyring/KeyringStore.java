package dev.gatehouse.secret.keyring;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import dev.gatehouse.secret.StoredSecret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets in the operating system's keyring, one item each, the user's own: all projects of a user
 * share them. Where there is no keyring, or it is locked, every call says so; nothing is ever kept
 * elsewhere instead. Thread-safe.
 */
public final class KeyringStore implements SecretStore {

  private final KeyringItems items;
  private final KeyringLock lock;
  private final Clock clock;

  KeyringStore(KeyringItems items, Path folder, Clock clock) {
    this.items = items;
    this.lock = new KeyringLock(folder.resolve("keyring.lock"));
    this.clock = clock;
  }

  /**
   * Opens this machine's keyring; it is asked at first use.
   *
   * @param system as {@code os.name} has it
   * @param variables the process environment, which says where the session bus is
   * @param folder the user's own folder of Gatehouse, for the lock and, but for Linux, the index
   */
  public static KeyringStore open(
      String system, Map<String, String> variables, Path folder, Clock clock) {
    KeyringItems items =
        system.startsWith("Windows")
            ? new NativeItems(
                new JavaKeyring("the Windows Credential Manager"),
                folder,
                NativeItems.WINDOWS_LIMIT)
            : system.startsWith("Mac")
                ? new NativeItems(
                    new JavaKeyring("the macOS Keychain"), folder, NativeItems.NO_LIMIT)
                : new SecretServiceItems(SessionBus.of(variables));
    return new KeyringStore(items, folder, clock);
  }

  @Override
  public String place() {
    return items.place();
  }

  @Override
  public String toString() {
    return place();
  }

  private Optional<KeptValue> read(SecretName name) {
    return items.read(name).map(content -> KeptValue.parse(name, content, place()));
  }

  @Override
  public Optional<StoredSecret> get(SecretName name) {
    return read(name).map(kept -> new StoredSecret(kept.info(), new Secret(kept.value())));
  }

  @Override
  public List<SecretInfo> list() {
    return lock.holding(
        () -> items.list().stream().sorted(Comparator.comparing(SecretInfo::name)).toList());
  }

  @Override
  public SecretInfo put(SecretName name, Secret value, int expectedVersion) {
    SecretStore.refuseEmpty(name, value);
    return lock.holding(
        () -> {
          Optional<SecretInfo> present = read(name).map(KeptValue::info);
          refuseConflict(name, present, expectedVersion);
          Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
          SecretInfo next =
              present
                  .map(old -> new SecretInfo(name, old.version() + 1, old.created(), now))
                  .orElseGet(() -> new SecretInfo(name, 1, now, now));
          items.write(next, new KeptValue(next, value.reveal()).content());
          return next;
        });
  }

  private void refuseConflict(SecretName name, Optional<SecretInfo> present, int expected) {
    int found = present.map(SecretInfo::version).orElse(NO_VERSION);
    if (expected != ANY_VERSION && expected != found) {
      throw new SecretStoreException(
          Kind.CONFLICT,
          "%s in %s: found %s, expected %s. Somebody else changed it; nothing was stored. Look at it, then try again."
              .formatted(name, place(), version(found), version(expected)));
    }
  }

  private static String version(int version) {
    return version == NO_VERSION ? "none yet" : "version " + version;
  }

  @Override
  public boolean delete(SecretName name) {
    return lock.holding(() -> items.remove(name));
  }

  @Override
  public void close() {
    items.close();
  }
}
