package dev.gatehouse.ledger;

import dev.gatehouse.flow.AttemptBudget;
import dev.gatehouse.flow.RecordUnavailable;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import dev.gatehouse.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The attempt budget in the database, shared by every run and machine. User names are kept as
 * digests: that keeps them out of sight, but whoever has the database can try a name. Thread-safe;
 * the database is opened when first needed.
 */
public final class AttemptStore implements AttemptBudget {

  private static final String SELECT =
      "SELECT account.*, (SELECT count(*) FROM attempt WHERE account_id = account.id) AS unsettled"
          + " FROM account ";

  private record Row(long id, int refused, int cleared, int open, boolean locked) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong("id"),
          row.getInt("refused"),
          row.getInt("cleared"),
          row.getInt("unsettled"),
          row.getInt("locked") != 0);
    }

    Standing standing() {
      return new Standing(refused - cleared + open, locked);
    }
  }

  private final Supplier<Database> database;
  private final Clock clock;
  private final String run;

  /**
   * @param run the run that tries
   */
  public AttemptStore(Supplier<Database> database, Clock clock, String run) {
    this.database = database;
    this.clock = clock;
    this.run = run;
  }

  @Override
  public Standing standing(Key key) {
    return guarded(
        () ->
            database
                .get()
                .read(connection -> find(connection, key))
                .map(Row::standing)
                .orElse(new Standing(0, false)));
  }

  private static Optional<Row> find(Connection connection, Key key) throws SQLException {
    return Rows.first(
        connection,
        SELECT + "WHERE environment = ? AND portal = ? AND username_digest = ?",
        Row::of,
        key.environment(),
        key.portal(),
        digest(key));
  }

  @Override
  public Optional<Attempt> claim(Key key, int most, Duration lasts) {
    return guarded(() -> database.get().change(c -> claim(c, key, most, lasts)))
        .map(attempt -> ending -> settle(attempt, ending));
  }

  private Optional<Claimed> claim(Connection connection, Key key, int most, Duration lasts)
      throws SQLException {
    Rows.change(
        connection,
        "INSERT INTO account (environment, portal, username_digest, account) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (environment, portal, username_digest)"
            + " DO UPDATE SET account = excluded.account",
        key.environment(),
        key.portal(),
        digest(key),
        key.account());
    countDead(connection, find(connection, key).orElseThrow());
    Row row = find(connection, key).orElseThrow();
    if (row.locked() || row.standing().refusals() >= most) {
      return Optional.empty();
    }
    long id =
        Rows.first(
                connection,
                "INSERT INTO attempt (account_id, refused_before, ends_millis, run, claimed)"
                    + " VALUES (?, ?, ?, ?, ?) RETURNING id",
                inserted -> inserted.getLong(1),
                row.id(),
                row.refused(),
                clock.instant().plus(lasts).toEpochMilli(),
                run,
                clock.instant().toString())
            .orElseThrow();
    return Optional.of(new Claimed(id, row.id(), row.refused()));
  }

  private record Claimed(long id, long account, int refusedBefore) {}

  // Whoever claimed them died: they count for good, until a success after them.
  private void countDead(Connection connection, Row row) throws SQLException {
    int dead =
        Rows.change(
            connection,
            "DELETE FROM attempt WHERE account_id = ? AND ends_millis <= ?",
            row.id(),
            clock.instant().toEpochMilli());
    if (dead > 0) {
      refuse(connection, row.id(), dead);
    }
  }

  private void refuse(Connection connection, long account, int times) throws SQLException {
    Rows.change(
        connection,
        "UPDATE account SET since = CASE WHEN refused = cleared THEN ? ELSE since END,"
            + " refused = refused + ? WHERE id = ?",
        clock.instant().toString(),
        times,
        account);
  }

  private void settle(Claimed attempt, Ending ending) {
    guarded(() -> database.get().change(connection -> settle(connection, attempt, ending)));
  }

  private Ending settle(Connection connection, Claimed attempt, Ending ending) throws SQLException {
    Rows.change(connection, "DELETE FROM attempt WHERE id = ?", attempt.id());
    switch (ending) {
      case ACCEPTED ->
          Rows.change(
              connection,
              "UPDATE account SET cleared = ? WHERE id = ? AND cleared < ?",
              attempt.refusedBefore(),
              attempt.account(),
              attempt.refusedBefore());
      case REFUSED -> refuse(connection, attempt.account(), 1);
      case LOCKED ->
          Rows.change(
              connection,
              "UPDATE account SET locked = 1, since = ? WHERE id = ?",
              clock.instant().toString(),
              attempt.account());
      case NOT_JUDGED -> {
        // It is settled, and that is all.
      }
    }
    return ending;
  }

  @Override
  public String resetBy(Key key) {
    return "run \"gatehouse account reset %s --account %s\"".formatted(key.portal(), key.account());
  }

  /**
   * Returns the accounts that have refusals, open attempts or a lock, by portal and account.
   *
   * @throws StorageException when the database cannot be read
   */
  public List<AccountStanding> list() {
    return database
        .get()
        .read(
            connection ->
                Rows.all(
                    connection,
                    SELECT + "ORDER BY portal, account, environment",
                    AttemptStore::standing))
        .stream()
        .filter(account -> account.refusals() > 0 || account.locked())
        .toList();
  }

  private static AccountStanding standing(ResultSet row) throws SQLException {
    Standing standing = Row.of(row).standing();
    return new AccountStanding(
        row.getString("environment"),
        row.getString("portal"),
        row.getString("account"),
        standing.refusals(),
        row.getInt("unsettled"),
        row.getString("since"),
        standing.locked());
  }

  /**
   * Forgets refusals, attempts and locks, once a person has seen that the account can be signed in
   * to. Nothing may be signing in meanwhile.
   *
   * @param account only this one, if given
   * @return how many accounts had any
   * @throws StorageException when the database cannot be written
   */
  public int reset(String portal, Optional<String> account) {
    String which = "portal = ? AND (? = '' OR account = ?)";
    String name = account.orElse("");
    return database
        .get()
        .change(
            connection -> {
              int open =
                  Rows.all(
                          connection,
                          SELECT + "WHERE " + which,
                          AttemptStore::standing,
                          portal,
                          name,
                          name)
                      .stream()
                      .filter(a -> a.refusals() > 0 || a.locked())
                      .toList()
                      .size();
              Rows.change(
                  connection,
                  "DELETE FROM attempt WHERE account_id IN (SELECT id FROM account WHERE "
                      + which
                      + ")",
                  portal,
                  name,
                  name);
              Rows.change(
                  connection,
                  "UPDATE account SET cleared = refused, locked = 0, since = '' WHERE " + which,
                  portal,
                  name,
                  name);
              return open;
            });
  }

  static String digest(Key key) {
    try {
      byte[] text =
          String.join("\0", "gatehouse account", key.portal(), key.username())
              .getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256, which every Java must have", e);
    }
  }

  private static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (StorageException e) {
      throw new RecordUnavailable(String.valueOf(e.getMessage()), e);
    }
  }
}
