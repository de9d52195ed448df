package dev.gatehouse.secret.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import dev.gatehouse.secret.StoredSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Secrets in HashiCorp Vault's key/value engine, version 2. The default account's are the fields of
 * {@code MOUNT/portals/PORTAL}, another account's those of {@code MOUNT/portals/PORTAL/ACCOUNT};
 * what belongs to no portal stands there under its own scope. Every write replaces the version it
 * was made from or is made anew. An old value stays in Vault's older versions, as many as the mount
 * keeps, until the secret is deleted: then it is erased from all of them. Thread-safe.
 */
public final class VaultStore implements SecretStore {

  // Whoever was faster is done with the path already.
  private static final Duration RACE = Duration.ofMillis(20);

  private final VaultSettings settings;
  private final VaultErrors errors;
  private final VaultSession session;
  private final KeyValues vault;
  private final Clock clock;

  /**
   * Opens the store; Vault is asked at first use.
   *
   * @param redactor is told of every token
   */
  public VaultStore(VaultSettings settings, Redactor redactor, Clock clock) {
    this.settings = settings;
    this.errors = new VaultErrors(settings);
    VaultHttp http = new VaultHttp(settings, errors);
    this.session = new VaultSession(settings, http, errors, redactor, clock);
    this.vault = new KeyValues(settings, http, errors, session);
    this.clock = clock;
  }

  @Override
  public String place() {
    return "Vault at %s, %s/portals".formatted(settings.address(), settings.mount());
  }

  @Override
  public String toString() {
    return place();
  }

  private static String path(SecretName name) {
    return name.account().equals(Account.DEFAULT)
        ? name.scope()
        : name.scope() + "/" + name.account();
  }

  @Override
  public Optional<StoredSecret> get(SecretName name) {
    VaultEntry entry = vault.read(path(name));
    return entry.has(name.field())
        ? Optional.of(new StoredSecret(entry.info(name), new Secret(entry.value(name.field()))))
        : Optional.empty();
  }

  @Override
  public List<SecretInfo> list() {
    List<SecretInfo> infos = new ArrayList<>();
    for (String key : vault.list("")) {
      if (!key.endsWith("/")) {
        infos.addAll(infos(key, Account.DEFAULT, key));
        continue;
      }
      String scope = key.substring(0, key.length() - 1);
      for (String account : vault.list(scope)) {
        // The default account's place is the portal's own; deeper folders are not ours.
        if (!account.endsWith("/") && !account.equals(Account.DEFAULT)) {
          infos.addAll(infos(scope, account, scope + "/" + account));
        }
      }
    }
    infos.sort((one, other) -> one.name().compareTo(other.name()));
    return List.copyOf(infos);
  }

  private List<SecretInfo> infos(String scope, String account, String path) {
    if (name(scope, account, "any").isEmpty()) {
      return List.of();
    }
    return vault.read(path).infos(field -> name(scope, account, field));
  }

  // What others keep in the same places, under names that are none of ours, is left alone.
  private static Optional<SecretName> name(String scope, String account, String field) {
    try {
      return Optional.of(new SecretName(scope, account, field));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public SecretInfo put(SecretName name, Secret value, int expectedVersion) {
    SecretStore.refuseEmpty(name, value);
    String path = path(name);
    String mark = UUID.randomUUID().toString();
    Tries tries = new Tries(path);
    while (true) {
      VaultEntry entry = tries.readUnlessBeingErased();
      Optional<SecretInfo> present =
          entry.has(name.field()) ? Optional.of(entry.info(name)) : Optional.empty();
      refuseConflict(name, present, expectedVersion);
      if (entry.doomed() > 0) {
        vault.destroyUpTo(path, entry.doomed());
      }
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      SecretInfo next =
          present
              .map(old -> new SecretInfo(name, old.version() + 1, old.created(), now))
              .orElseGet(() -> new SecretInfo(name, 1, now, now));
      ObjectNode data =
          entry.with(
              next, value.reveal(), mark, field -> name(name.scope(), name.account(), field));
      if (isWritten(path, entry.version(), data, mark)) {
        return next;
      }
      tries.again();
    }
  }

  // An answer that got lost makes the second attempt lose against the first; the mark tells.
  private boolean isWritten(String path, int version, ObjectNode data, String mark) {
    return vault.write(path, version, data) || vault.read(path, version + 1).isBy(mark);
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
    String path = path(name);
    String mark = UUID.randomUUID().toString();
    Tries tries = new Tries(path);
    while (true) {
      VaultEntry entry = vault.read(path);
      if (!entry.has(name.field())) {
        // Perhaps one who deleted it died before the older versions were destroyed.
        if (entry.doomed() > 0) {
          vault.destroyUpTo(path, entry.doomed());
        }
        return false;
      }
      long begin = System.nanoTime();
      ObjectNode data =
          entry.without(name.field(), mark, field -> name(name.scope(), name.account(), field));
      if (isWritten(path, entry.version(), data, mark)) {
        erase(entry, name.field(), begin);
        return true;
      }
      tries.again();
    }
  }

  // The metadata goes only while everybody else still keeps off the empty path: Vault does not
  // check what is there when it is told to erase it all.
  private void erase(VaultEntry entry, String lastField, long begin) {
    Duration since = Duration.ofNanos(System.nanoTime() - begin);
    if (entry.hasOnly(lastField) && since.compareTo(settings.limits().answer()) < 0) {
      vault.erase(entry.path());
    } else {
      vault.destroyUpTo(entry.path(), entry.version());
    }
  }

  /** The attempts at one change, until the time for them is over. */
  private final class Tries {
    private final String path;
    private final long begin = System.nanoTime();
    private final Backoff backoff =
        new Backoff(
            RACE,
            settings.limits().longestPause(),
            settings.limits().total().plus(settings.limits().erasing()));

    Tries(String path) {
      this.path = path;
    }

    void again() {
      if (!backoff.pause()) {
        throw errors.tooMuchTraffic(path, Duration.ofNanos(System.nanoTime() - begin));
      }
    }

    /**
     * Reads what stands at the path. If a writer is about to erase it, waits until that is done, or
     * that writer must have died.
     */
    VaultEntry readUnlessBeingErased() {
      long end = System.nanoTime() + settings.limits().erasing().toNanos();
      int first = 0;
      while (true) {
        VaultEntry entry = vault.read(path);
        if (!entry.isBeingErased()) {
          return entry;
        }
        if (entry.version() != first) {
          first = entry.version();
          end = System.nanoTime() + settings.limits().erasing().toNanos();
        } else if (System.nanoTime() - end > 0) {
          return entry;
        }
        again();
      }
    }
  }

  /** Wipes the token. */
  @Override
  public void close() {
    session.close();
  }
}
