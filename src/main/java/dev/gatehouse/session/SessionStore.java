package dev.gatehouse.session;

import dev.gatehouse.flow.KeptSession;
import dev.gatehouse.flow.KeptSessions;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions in the database, sealed, for all runs that have the key. One that was sealed with
 * another key, or changed, counts as not there: signing in again makes a new one. Thread-safe; the
 * database and the key are asked for when first needed.
 */
public final class SessionStore implements KeptSessions {

  private static final Logger log = LoggerFactory.getLogger(SessionStore.class);
  private static final String WHOSE =
      " WHERE environment = ? AND portal = ? AND account = ? AND risk = ?";

  private final Supplier<Database> database;
  private final Supplier<byte[]> key;

  /**
   * @param key 256 bits; asked for at each use
   */
  public SessionStore(Supplier<Database> database, Supplier<byte[]> key) {
    this.database = database;
    this.key = key;
  }

  @Override
  public Optional<KeptSession> find(KeptSession.Key whose) {
    Optional<Optional<KeptSession>> row =
        database
            .get()
            .read(
                connection ->
                    Rows.first(
                        connection,
                        "SELECT * FROM session" + WHOSE,
                        found -> opened(whose, found),
                        values(whose)));
    Optional<KeptSession> session = row.flatMap(found -> found);
    if (row.isPresent() && session.isEmpty()) {
      log.warn(
          "The session kept for {} as {} was sealed with another key or changed; it is not used, and signing in makes a new one",
          whose.portal(),
          whose.account());
    }
    return session;
  }

  private Optional<KeptSession> opened(KeptSession.Key whose, ResultSet row) throws SQLException {
    Instant signedIn = Instant.parse(row.getString("signed_in"));
    Instant verified = Instant.parse(row.getString("verified"));
    int refreshCount = row.getInt("refresh_count");
    return SealedSession.open(key.get(), whose, signedIn, row.getBytes("sealed"))
        .filter(texts -> texts.size() == 2)
        .map(
            texts ->
                new KeptSession(
                    new Secret(texts.get(0)),
                    new Secret(texts.get(1)),
                    signedIn,
                    verified,
                    refreshCount));
  }

  @Override
  public void keep(KeptSession.Key whose, KeptSession session) {
    List<String> texts = List.of(session.state().reveal(), session.landing().reveal());
    byte[] sealed = SealedSession.seal(key.get(), whose, session.signedInAt(), texts);
    database
        .get()
        .change(
            connection ->
                Rows.change(
                    connection,
                    "INSERT INTO session (environment, portal, account, risk, sealed, signed_in,"
                        + " verified, refresh_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (environment, portal, account, risk) DO UPDATE SET"
                        + " sealed = excluded.sealed, signed_in = excluded.signed_in,"
                        + " verified = excluded.verified, refresh_count = excluded.refresh_count",
                    whose.environment(),
                    whose.portal(),
                    whose.account(),
                    whose.risk().name(),
                    sealed,
                    session.signedInAt().toString(),
                    session.verifiedAt().toString(),
                    session.refreshCount()));
  }

  @Override
  public void drop(KeptSession.Key whose) {
    database
        .get()
        .change(
            connection -> Rows.change(connection, "DELETE FROM session" + WHOSE, values(whose)));
  }

  private static Object[] values(KeptSession.Key whose) {
    return new Object[] {whose.environment(), whose.portal(), whose.account(), whose.risk().name()};
  }

  /** Returns what sessions there are, by portal and account; needs no key. */
  public static List<StoredSession> list(Database database) {
    return database.read(
        connection ->
            Rows.all(
                connection,
                "SELECT * FROM session ORDER BY portal, account, environment, risk",
                SessionStore::told));
  }

  private static StoredSession told(ResultSet row) throws SQLException {
    return new StoredSession(
        row.getString("environment"),
        row.getString("portal"),
        row.getString("account"),
        row.getString("risk").toLowerCase(Locale.ROOT),
        Instant.parse(row.getString("signed_in")),
        Instant.parse(row.getString("verified")),
        row.getInt("refresh_count"));
  }

  /**
   * Forgets a portal's sessions; needs no key.
   *
   * @param account only this one's, if given
   * @return how many there were
   */
  public static int drop(Database database, String portal, Optional<String> account) {
    return database.change(
        connection ->
            Rows.change(
                connection,
                "DELETE FROM session WHERE portal = ? AND (? = '' OR account = ?)",
                portal,
                account.orElse(""),
                account.orElse("")));
  }

  /**
   * Forgets the sessions last proven alive before a time; needs no key.
   *
   * @return how many there were
   */
  public static int dropUnverifiedSince(Database database, Instant before) {
    // Written as ISO 8601 with as many digits as needed: without the Z, texts are in order of time.
    return database.change(
        connection ->
            Rows.change(
                connection,
                "DELETE FROM session WHERE rtrim(verified, 'Z') < rtrim(?, 'Z')",
                before.toString()));
  }
}
