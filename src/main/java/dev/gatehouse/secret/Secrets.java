package dev.gatehouse.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives out secrets of a store: each access is told, each value but a user name is known to the
 * redactor before anybody has it, and values stay in memory for 60 s at most. Thread-safe.
 */
public final class Secrets implements AutoCloseable {

  /** How long a value is kept in memory after it was read. */
  public static final Duration KEPT = Duration.ofSeconds(60);

  private record Kept(Secret value, int version, Instant until, Future<?> wiping) {
    void wipe() {
      value.close();
      wiping.cancel(false);
    }
  }

  private final SecretStore store;
  private final Clock clock;
  private final Duration keptFor;
  private final Redactor redactor;
  private final Consumer<SecretAccess> listener;
  private final Map<SecretName, Kept> cache = new HashMap<>();
  private final ScheduledExecutorService wiper =
      Executors.newSingleThreadScheduledExecutor(Secrets::daemon);

  /**
   * @param listener told of every access before the value is given; one that throws keeps the value
   *     from being given, so that what cannot be audited does not happen
   */
  public Secrets(
      SecretStore store, Clock clock, Redactor redactor, Consumer<SecretAccess> listener) {
    this(store, clock, KEPT, redactor, listener);
  }

  Secrets(
      SecretStore store,
      Clock clock,
      Duration keptFor,
      Redactor redactor,
      Consumer<SecretAccess> listener) {
    this.store = store;
    this.clock = clock;
    this.keptFor = keptFor;
    this.redactor = redactor;
    this.listener = listener;
  }

  private static Thread daemon(Runnable wiping) {
    Thread thread = new Thread(wiping, "secret-wiper");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Returns a secret's value, which whoever asked closes.
   *
   * @param purpose what for, as the audit shows it
   * @param caller on whose behalf
   * @throws SecretStoreException when the store cannot give it; that is told too
   */
  public synchronized Optional<Secret> read(SecretName name, String purpose, String caller) {
    Instant now = clock.instant();
    wipeExpired(now);
    Kept kept = cache.get(name);
    boolean cached = kept != null;
    if (kept == null) {
      kept = fromStore(name, purpose, caller, now);
    }
    if (kept == null) {
      tell(name, 0, purpose, caller, now, SecretAccess.Result.ABSENT);
      return Optional.empty();
    }
    SecretAccess.Result result = cached ? SecretAccess.Result.CACHED : SecretAccess.Result.READ;
    tell(name, kept.version(), purpose, caller, now, result);
    return Optional.of(kept.value().copy());
  }

  private @Nullable Kept fromStore(SecretName name, String purpose, String caller, Instant now) {
    Optional<StoredSecret> stored;
    try {
      stored = store.get(name);
    } catch (RuntimeException e) {
      tell(name, 0, purpose, caller, now, SecretAccess.Result.REFUSED);
      throw e;
    }
    if (stored.isEmpty()) {
      return null;
    }
    Secret value = stored.get().value();
    // Who signed in may be read in a report; cleaning it out would shred every text it stands in.
    if (!name.field().equals("username")) {
      redactor.watch(value);
    }
    // Also when nobody asks again, and whatever becomes of the clock.
    Future<?> wiping =
        wiper.schedule(() -> forget(name, value), keptFor.toNanos(), TimeUnit.NANOSECONDS);
    Kept kept = new Kept(value, stored.get().info().version(), now.plus(keptFor), wiping);
    cache.put(name, kept);
    return kept;
  }

  private void tell(
      SecretName name,
      int version,
      String purpose,
      String caller,
      Instant when,
      SecretAccess.Result result) {
    listener.accept(new SecretAccess(name, version, purpose, caller, when, result));
  }

  private void wipeExpired(Instant now) {
    cache
        .values()
        .removeIf(
            kept -> {
              boolean expired = !now.isBefore(kept.until());
              if (expired) {
                kept.wipe();
              }
              return expired;
            });
  }

  private synchronized void forget(SecretName name, Secret value) {
    Kept kept = cache.get(name);
    if (kept != null && kept.value() == value) {
      cache.remove(name);
    }
    value.close();
  }

  /** Wipes what is in memory and closes the store. */
  @Override
  public synchronized void close() {
    wiper.shutdownNow();
    cache.values().forEach(Kept::wipe);
    cache.clear();
    store.close();
  }
}
