package dev.gatehouse.app;

import dev.gatehouse.learned.LocatorStore;
import dev.gatehouse.learned.StoredHealing;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.DatabaseAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The project's healings, for a person to look at and decide on. */
public final class Healings {

  private final Settings settings;

  public Healings(Settings settings) {
    this.settings = settings;
  }

  /**
   * Returns healings, the newest first; none where nothing was ever learned.
   *
   * @param portal only this portal's, if given
   * @throws dev.gatehouse.storage.StorageException when the database cannot be read
   */
  public List<StoredHealing> list(Optional<String> portal) {
    return with(store -> store.healings(portal)).orElse(List.of());
  }

  /** Returns the picture of the page a healing was found on. */
  public Optional<byte[]> screenshot(long id) {
    return with(store -> store.screenshot(id)).flatMap(Function.identity());
  }

  /** Decides on a healing; returns it as it now stands, or empty when there is no such. */
  public Optional<StoredHealing> decide(long id, boolean approve) {
    return with(store -> store.decide(id, approve, settings.user())).flatMap(Function.identity());
  }

  // Looking must not make a database.
  private <T> Optional<T> with(Function<LocatorStore, T> work) {
    DatabaseAddress address = settings.databaseAddress();
    if (!address.exists()) {
      return Optional.empty();
    }
    try (Database database = Database.open(address)) {
      return Optional.of(
          work.apply(new LocatorStore(() -> database, Clock.systemUTC(), "by hand")));
    }
  }
}
