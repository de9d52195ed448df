package dev.gatehouse.app;

import dev.gatehouse.learned.LocatorStore;
import dev.gatehouse.learned.StoredHealing;
import dev.gatehouse.storage.Database;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

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
    return store().map(store -> store.healings(portal)).orElse(List.of());
  }

  /** Returns the picture of the page a healing was found on. */
  public Optional<byte[]> screenshot(long id) {
    return store().flatMap(store -> store.screenshot(id));
  }

  /** Decides on a healing; returns it as it now stands, or empty when there is no such. */
  public Optional<StoredHealing> decide(long id, boolean approve) {
    String who = settings.variables().getOrDefault("USER", System.getProperty("user.name", ""));
    return store().flatMap(store -> store.decide(id, approve, who));
  }

  // Looking must not make a database.
  private Optional<LocatorStore> store() {
    return Files.exists(settings.database())
        ? Optional.of(
            new LocatorStore(
                () -> Database.open(settings.database()), Clock.systemUTC(), "by hand"))
        : Optional.empty();
  }
}
