package dev.gatehouse.ledger;

import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries what was sent, what was refused and which one-time codes were used from one database into
 * an older one, so that going back to it lets nothing be sent twice, no account be tried more often
 * than its portal allows, and no code be given out again. Thread-safe.
 */
public final class CarriedLedger {

  private static final String KEY = "environment = ? AND portal = ? AND username_digest = ?";

  private record Account(long id, List<String> key, String name, Counters counters, String since) {
    static Account of(ResultSet row) throws SQLException {
      return new Account(
          row.getLong("id"),
          List.of(
              row.getString("environment"),
              row.getString("portal"),
              row.getString("username_digest")),
          row.getString("account"),
          new Counters(row.getInt("refused"), row.getInt("cleared"), row.getInt("locked")),
          row.getString("since"));
    }
  }

  private record Counters(int refused, int cleared, int locked) {
    // Both only ever grow.
    boolean goOnFrom(Counters other) {
      return refused >= other.refused && cleared >= other.cleared;
    }

    Counters plus(Counters other) {
      return new Counters(
          refused + other.refused, cleared + other.cleared, Math.max(locked, other.locked));
    }
  }

  private record Attempt(int refusedBefore, long endsMillis, String run, String claimed) {
    static Attempt of(ResultSet row) throws SQLException {
      return new Attempt(
          row.getInt("refused_before"),
          row.getLong("ends_millis"),
          row.getString("run"),
          row.getString("claimed"));
    }
  }

  private record Known(Account account, List<Attempt> attempts) {}

  private CarriedLedger() {}

  /**
   * Carries everything over. Of a submission both know, what was written down later stands. An
   * account's refusals stand as they are at present where they went on from the older ones;
   * otherwise those of both count.
   *
   * @param present what is known now
   * @param older what it is carried into
   * @throws dev.gatehouse.storage.StorageException when one cannot be read or written
   */
  public static void over(Database present, Database older) {
    List<Object[]> submissions =
        present.read(
            connection ->
                Rows.all(connection, "SELECT * FROM submission", CarriedLedger::submission));
    List<Known> accounts = present.read(CarriedLedger::accounts);
    List<Object[]> codes =
        present.read(
            connection -> Rows.all(connection, "SELECT * FROM one_time_code", CarriedLedger::code));
    older.change(
        connection -> {
          for (Object[] submission : submissions) {
            carry(connection, submission);
          }
          for (Known known : accounts) {
            carry(connection, known);
          }
          for (Object[] code : codes) {
            Rows.change(
                connection,
                "INSERT INTO one_time_code (environment, portal, username_digest, step, run)"
                    + " VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (environment, portal, username_digest, step) DO NOTHING",
                code);
          }
          return submissions.size();
        });
  }

  private static List<Known> accounts(Connection connection) throws SQLException {
    List<Known> all = new ArrayList<>();
    for (Account account : Rows.all(connection, "SELECT * FROM account", Account::of)) {
      all.add(
          new Known(
              account,
              Rows.all(
                  connection,
                  "SELECT * FROM attempt WHERE account_id = ? ORDER BY id",
                  Attempt::of,
                  account.id())));
    }
    return all;
  }

  private static Object[] code(ResultSet row) throws SQLException {
    return new Object[] {
      row.getString("environment"),
      row.getString("portal"),
      row.getString("username_digest"),
      row.getLong("step"),
      row.getString("run")
    };
  }

  private static Object[] submission(ResultSet row) throws SQLException {
    List<Object> values = new ArrayList<>();
    for (String column :
        List.of(
            "environment",
            "portal",
            "entity",
            "form",
            "content_digest",
            "state",
            "reference",
            "run",
            "sent",
            "settled",
            "settled_by")) {
      values.add(row.getString(column));
    }
    return values.toArray();
  }

  // The times are written as ISO 8601 with as many digits as needed: without the Z, the order of
  // the texts is that of the times.
  private static void carry(Connection connection, Object[] submission) throws SQLException {
    Rows.change(
        connection,
        "INSERT INTO submission (environment, portal, entity, form, content_digest, state,"
            + " reference, run, sent, settled, settled_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (environment, portal, entity, form, content_digest) DO UPDATE SET"
            + " state = excluded.state, reference = excluded.reference, run = excluded.run,"
            + " sent = excluded.sent, settled = excluded.settled,"
            + " settled_by = excluded.settled_by WHERE "
            + last("excluded")
            + " >= "
            + last("submission"),
        submission);
  }

  private static String last(String row) {
    return "CASE WHEN rtrim(%1$s.settled, 'Z') > rtrim(%1$s.sent, 'Z') THEN rtrim(%1$s.settled, 'Z') ELSE rtrim(%1$s.sent, 'Z') END"
        .formatted(row);
  }

  private static void carry(Connection connection, Known known) throws SQLException {
    Account present = known.account();
    Optional<Account> older =
        Rows.first(
            connection, "SELECT * FROM account WHERE " + KEY, Account::of, present.key().toArray());
    Counters counters = present.counters();
    if (older.isPresent()) {
      if (counters.goOnFrom(older.get().counters())) {
        Rows.change(connection, "DELETE FROM attempt WHERE account_id = ?", older.get().id());
      } else {
        counters = counters.plus(older.get().counters());
      }
    }
    long id = older.isPresent() ? older.get().id() : insert(connection, present);
    Rows.change(
        connection,
        "UPDATE account SET account = ?, refused = ?, cleared = ?, locked = ?, since = ?"
            + " WHERE id = ?",
        present.name(),
        counters.refused(),
        counters.cleared(),
        counters.locked(),
        present.since(),
        id);
    for (Attempt attempt : known.attempts()) {
      Rows.change(
          connection,
          "INSERT INTO attempt (account_id, refused_before, ends_millis, run, claimed)"
              + " VALUES (?, ?, ?, ?, ?)",
          id,
          attempt.refusedBefore(),
          attempt.endsMillis(),
          attempt.run(),
          attempt.claimed());
    }
  }

  private static long insert(Connection connection, Account account) throws SQLException {
    List<String> key = account.key();
    return Rows.first(
            connection,
            "INSERT INTO account (environment, portal, username_digest, account)"
                + " VALUES (?, ?, ?, ?) RETURNING id",
            row -> row.getLong(1),
            key.get(0),
            key.get(1),
            key.get(2),
            account.name())
        .orElseThrow();
  }
}
