package dev.gatehouse.app;

import dev.gatehouse.flow.KeptSession;
import dev.gatehouse.flow.KeptSessions;
import dev.gatehouse.flow.SessionsInMemory;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.storage.Database;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's sessions: sealed in the database for later runs, where there is a secret store to keep
 * the key; in memory otherwise, and those of embedded portals, which live no longer. Close it to
 * wipe the key. Thread-safe.
 */
final class RunSessions implements KeptSessions, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RunSessions.class);

  private final KeptSessions inMemory = new SessionsInMemory();
  private final KeptSessions stored;
  private final Predicate<KeptSession.Key> embedded;
  private final Supplier<Optional<byte[]>> source;
  private byte @Nullable [] key;
  private boolean asked;

  /**
   * @param embedded which sessions are at embedded portals
   * @param key gives the key, if there is a store that can keep one; asked once
   */
  RunSessions(
      Supplier<Database> database,
      Predicate<KeptSession.Key> embedded,
      Supplier<Optional<byte[]>> key) {
    this.embedded = embedded;
    this.source = key;
    this.stored = new SessionStore(database, () -> key().orElseThrow());
  }

  private synchronized Optional<byte[]> key() {
    if (!asked) {
      asked = true;
      try {
        key = source.get().orElse(null);
      } catch (SecretStoreException e) {
        log.warn("Sessions are kept for this run only: {}", e.getMessage());
      }
    }
    return Optional.ofNullable(key);
  }

  private KeptSessions of(KeptSession.Key whose) {
    return embedded.test(whose) || key().isEmpty() ? inMemory : stored;
  }

  @Override
  public Optional<KeptSession> find(KeptSession.Key whose) {
    return of(whose).find(whose);
  }

  @Override
  public void keep(KeptSession.Key whose, KeptSession session) {
    of(whose).keep(whose, session);
  }

  @Override
  public void drop(KeptSession.Key whose) {
    of(whose).drop(whose);
  }

  @Override
  public synchronized void close() {
    if (key != null) {
      Arrays.fill(key, (byte) 0);
    }
    key = null;
    asked = true;
  }
}
