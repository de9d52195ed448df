package dev.gatehouse.learned;

import dev.gatehouse.locate.Anchor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** The rows that are healings, and what a decision changes in them, within a transaction. */
final class HealingRows {

  private static final String DECIDE =
      "UPDATE locator SET state = ?, decided = ?, decided_by = ? WHERE id = ?";

  private final Clock clock;

  HealingRows(Clock clock) {
    this.clock = clock;
  }

  /** Puts a healing in the place of what is in use. */
  void approve(Connection connection, StoredHealing healing, String who) throws SQLException {
    if (healing.state() == StoredHealing.State.APPROVED) {
      return;
    }
    update(
        connection,
        "UPDATE locator SET state = 'replaced' WHERE state = 'in-use' AND environment = ?"
            + " AND portal = ? AND flow = ? AND purpose = ?",
        healing.environment(),
        healing.portal(),
        healing.flow(),
        healing.purpose());
    update(connection, DECIDE, "in-use", clock.instant().toString(), who, healing.id());
  }

  /**
   * Rejects a healing. What it had replaced is in use again: with nothing learned, whatever is
   * recognised next would be used without anybody's approval.
   */
  void reject(Connection connection, StoredHealing healing, String who) throws SQLException {
    update(connection, DECIDE, "rejected", clock.instant().toString(), who, healing.id());
    if (healing.state() == StoredHealing.State.APPROVED) {
      update(
          connection,
          "UPDATE locator SET state = 'in-use' WHERE id = (SELECT max(id) FROM locator"
              + " WHERE state = 'replaced' AND environment = ? AND portal = ? AND flow = ?"
              + " AND purpose = ?)",
          healing.environment(),
          healing.portal(),
          healing.flow(),
          healing.purpose());
    }
  }

  /** Returns a healing, if there is one of that number. */
  static Optional<StoredHealing> stored(Connection connection, long id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT *, screenshot IS NOT NULL AS pictured FROM locator"
                + " WHERE id = ? AND before <> '' AND state <> 'replaced'")) {
      set(query, id);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(healing(row)) : Optional.empty();
      }
    }
  }

  /** Returns the healing a row is. */
  static StoredHealing healing(ResultSet row) throws SQLException {
    StoredHealing.State state =
        switch (row.getString("state")) {
          case "proposed" -> StoredHealing.State.PROPOSED;
          case "rejected" -> StoredHealing.State.REJECTED;
          default -> StoredHealing.State.APPROVED;
        };
    Anchor anchor =
        new Anchor(Anchor.Kind.valueOf(row.getString("anchor")), row.getString("anchor_value"));
    return new StoredHealing(
        row.getLong("id"),
        row.getString("environment"),
        row.getString("portal"),
        row.getString("flow"),
        row.getString("purpose"),
        state,
        row.getString("before"),
        row.getString("description") + " by " + anchor.describe(),
        row.getInt("score"),
        Optional.of(row.getString("runner_up")).filter(text -> !text.isEmpty()),
        row.getInt("runner_up_score"),
        row.getString("run"),
        row.getInt("seen"),
        row.getInt("proven"),
        row.getString("created"),
        row.getString("decided"),
        row.getString("decided_by"),
        row.getBoolean("pictured"));
  }

  static void update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      set(update, values);
      update.executeUpdate();
    }
  }

  static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
