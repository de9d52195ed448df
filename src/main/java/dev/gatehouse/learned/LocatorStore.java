package dev.gatehouse.learned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.locate.Anchor;
import dev.gatehouse.locate.Fingerprint;
import dev.gatehouse.locate.Healing;
import dev.gatehouse.locate.LearnedLocator;
import dev.gatehouse.locate.LearnedLocators;
import dev.gatehouse.locate.PortalMemory;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import dev.gatehouse.storage.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Learned locators in the database. Thread-safe; the database is opened when first needed. */
public final class LocatorStore implements LearnedLocators {

  private final Supplier<Database> database;
  private final Clock clock;
  private final HealingRows rows;
  private final String run;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param run the id of the run that learns
   */
  public LocatorStore(Supplier<Database> database, Clock clock, String run) {
    this.database = database;
    this.clock = clock;
    this.rows = new HealingRows(clock);
    this.run = run;
  }

  @Override
  public PortalMemory find(String environment, String portal) {
    return guarded(() -> database.get().read(c -> find(c, environment, portal)));
  }

  private PortalMemory find(Connection connection, String environment, String portal)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT id, flow, purpose, state, anchor, anchor_value, fingerprint, description"
                + " FROM locator WHERE environment = ? AND portal = ?"
                + " AND state IN ('in-use', 'rejected') ORDER BY id")) {
      HealingRows.set(query, environment, portal);
      List<PortalMemory.Entry> learned = new ArrayList<>();
      List<PortalMemory.Entry> rejected = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          PortalMemory.Entry entry =
              new PortalMemory.Entry(
                  row.getLong("id"), row.getString("flow"), row.getString("purpose"), locator(row));
          (row.getString("state").equals("rejected") ? rejected : learned).add(entry);
        }
      }
      return new PortalMemory(learned, rejected);
    }
  }

  @Override
  public void learn(String environment, String portal, Map<Purpose, LearnedLocator> locators) {
    if (locators.isEmpty()) {
      return;
    }
    guarded(
        () ->
            database
                .get()
                .change(
                    connection -> {
                      for (Map.Entry<Purpose, LearnedLocator> entry : locators.entrySet()) {
                        learn(connection, environment, portal, entry.getKey(), entry.getValue());
                      }
                      return locators.size();
                    }));
  }

  private void learn(
      Connection connection,
      String environment,
      String portal,
      Purpose purpose,
      LearnedLocator locator)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO locator (environment, portal, flow, purpose, state, anchor, anchor_value,"
                + " fingerprint, description, run, created)"
                + " VALUES (?, ?, ?, ?, 'in-use', ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      HealingRows.set(
          insert,
          environment,
          portal,
          purpose.flow(),
          purpose.name(),
          locator.anchor().kind().name(),
          locator.anchor().value(),
          write(locator.fingerprint().attributes()),
          locator.description(),
          run,
          clock.instant().toString());
      insert.executeUpdate();
    }
  }

  @Override
  public long propose(
      String environment, String portal, Healing healing, Optional<byte[]> screenshot) {
    return guarded(
        () -> database.get().change(c -> propose(c, environment, portal, healing, screenshot)));
  }

  private long propose(
      Connection connection,
      String environment,
      String portal,
      Healing healing,
      Optional<byte[]> screenshot)
      throws SQLException {
    LearnedLocator after = healing.after();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO locator (environment, portal, flow, purpose, state, anchor, anchor_value,"
                + " fingerprint, description, before, score, runner_up, runner_up_score, run,"
                + " created, screenshot)"
                + " VALUES (?, ?, ?, ?, 'proposed', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (environment, portal, flow, purpose, anchor, anchor_value,"
                + " description) WHERE state = 'proposed'"
                + " DO UPDATE SET seen = locator.seen + 1, fingerprint = excluded.fingerprint"
                + " RETURNING id")) {
      HealingRows.set(
          insert,
          environment,
          portal,
          healing.purpose().flow(),
          healing.purpose().name(),
          after.anchor().kind().name(),
          after.anchor().value(),
          write(after.fingerprint().attributes()),
          after.description(),
          healing.before(),
          Math.round(healing.score()),
          healing.runnerUp().orElse(""),
          Math.round(healing.runnerUpScore()),
          run,
          clock.instant().toString());
      if (screenshot.isPresent()) {
        insert.setBytes(15, screenshot.get());
      } else {
        insert.setNull(15, java.sql.Types.BINARY);
      }
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public void proved(long healing, int approveAfter) {
    guarded(
        () ->
            database
                .get()
                .change(
                    connection -> {
                      HealingRows.update(
                          connection,
                          "UPDATE locator SET proven = proven + 1"
                              + " WHERE id = ? AND state = 'proposed'",
                          healing);
                      return HealingRows.stored(connection, healing)
                          .filter(h -> h.state() == StoredHealing.State.PROPOSED)
                          .filter(h -> approveAfter > 0 && h.proven() >= approveAfter)
                          .map(h -> approveQuietly(connection, h))
                          .isPresent();
                    }));
  }

  private boolean approveQuietly(Connection connection, StoredHealing healing) {
    try {
      rows.approve(connection, healing, "proven " + healing.proven() + " times");
      return true;
    } catch (SQLException e) {
      throw new StorageException("Healing " + healing.id() + " cannot be approved", e);
    }
  }

  /**
   * Returns healings, the newest first.
   *
   * @param portal only this portal's, if given
   * @throws StorageException when the database cannot be read
   */
  public List<StoredHealing> healings(Optional<String> portal) {
    return database
        .get()
        .read(
            connection -> {
              try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT *, screenshot IS NOT NULL AS pictured FROM locator"
                          + " WHERE before <> '' AND state <> 'replaced' AND (? = '' OR portal = ?)"
                          + " ORDER BY id DESC")) {
                HealingRows.set(query, portal.orElse(""), portal.orElse(""));
                List<StoredHealing> healings = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                  while (row.next()) {
                    healings.add(HealingRows.healing(row));
                  }
                }
                return healings;
              }
            });
  }

  /** Returns the picture of the page a healing was found on. */
  public Optional<byte[]> screenshot(long id) {
    return database
        .get()
        .read(
            connection -> {
              try (PreparedStatement query =
                  connection.prepareStatement("SELECT screenshot FROM locator WHERE id = ?")) {
                HealingRows.set(query, id);
                try (ResultSet row = query.executeQuery()) {
                  return row.next() ? Optional.ofNullable(row.getBytes(1)) : Optional.empty();
                }
              }
            });
  }

  /**
   * Decides on a healing: one that is approved is what is looked for from now on, one that is
   * rejected is never used. A decision can be changed.
   *
   * @param who who decides
   * @return the healing as it now stands, or empty when there is none of that number
   */
  public Optional<StoredHealing> decide(long id, boolean approve, String who) {
    return database
        .get()
        .change(
            connection -> {
              Optional<StoredHealing> healing = HealingRows.stored(connection, id);
              if (healing.isEmpty()) {
                return healing;
              }
              if (approve) {
                rows.approve(connection, healing.get(), who);
              } else {
                rows.reject(connection, healing.get(), who);
              }
              return HealingRows.stored(connection, id);
            });
  }

  private LearnedLocator locator(ResultSet row) throws SQLException {
    return new LearnedLocator(
        new Anchor(Anchor.Kind.valueOf(row.getString("anchor")), row.getString("anchor_value")),
        new Fingerprint(parse(row.getString("fingerprint"))),
        row.getString("description"));
  }

  private SortedMap<String, String> parse(String fingerprint) {
    try {
      return json.readValue(fingerprint, new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new StorageException("A learned locator's fingerprint is damaged: " + fingerprint, e);
    }
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (StorageException e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns how many screenshots taken before a time are kept, but for those yet to be judged. */
  public static long screenshots(Database database, Instant before) {
    return database
        .read(
            connection ->
                Rows.all(
                    connection,
                    "SELECT created FROM locator WHERE screenshot IS NOT NULL"
                        + " AND state <> 'proposed'",
                    row -> Instant.parse(row.getString(1))))
        .stream()
        .filter(created -> created.isBefore(before))
        .count();
  }

  /**
   * Removes the screenshots taken before a time, but for those yet to be judged; the locators stay.
   *
   * @return how many there were
   */
  public static int dropScreenshots(Database database, Instant before) {
    // Written as ISO 8601 with as many digits as needed: without the Z, texts are in order of time.
    return database.change(
        connection ->
            Rows.change(
                connection,
                "UPDATE locator SET screenshot = NULL WHERE screenshot IS NOT NULL"
                    + " AND state <> 'proposed' AND rtrim(created, 'Z') < rtrim(?, 'Z')",
                before.toString()));
  }
}
