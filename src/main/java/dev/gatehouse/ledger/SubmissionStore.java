package dev.gatehouse.ledger;

import dev.gatehouse.flow.RecordUnavailable;
import dev.gatehouse.flow.SubmissionLedger;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import dev.gatehouse.storage.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The submission ledger in the database, shared by every run and machine. A claim is on the disk
 * before it is given. Thread-safe; the database is opened when first needed.
 */
public final class SubmissionStore implements SubmissionLedger {

  private static final String KEY =
      "environment = ? AND portal = ? AND entity = ? AND form = ? AND content_digest = ?";

  private final Supplier<Database> database;
  private final Clock clock;
  private final String run;

  /**
   * @param run the run that sends
   */
  public SubmissionStore(Supplier<Database> database, Clock clock, String run) {
    this.database = database;
    this.clock = clock;
    this.run = run;
  }

  @Override
  public Claim claim(Submission submission) {
    return guarded(() -> database.get().change(connection -> claim(connection, submission)));
  }

  private Claim claim(Connection connection, Submission submission) throws SQLException {
    boolean held =
        Rows.first(
                connection,
                "INSERT INTO submission (environment, portal, entity, form, content_digest, state,"
                    + " run, sent) VALUES (?, ?, ?, ?, ?, 'uncertain', ?, ?)"
                    + " ON CONFLICT (environment, portal, entity, form, content_digest)"
                    + " DO UPDATE SET state = 'uncertain', run = excluded.run,"
                    + " sent = excluded.sent, reference = '', settled = '', settled_by = ''"
                    + " WHERE submission.state IN ('refused', 'not-sent') RETURNING id",
                row -> row.getLong(1),
                key(submission, run, now()))
            .isPresent();
    StoredSubmission stored =
        Rows.first(
                connection,
                "SELECT * FROM submission WHERE " + KEY,
                SubmissionStore::stored,
                key(submission))
            .orElseThrow();
    return new Claim(held, entry(stored));
  }

  private static Entry entry(StoredSubmission stored) {
    return new Entry(
        stored.state() == StoredSubmission.State.CONFIRMED ? State.CONFIRMED : State.UNCERTAIN,
        stored.reference(),
        Instant.parse(stored.sent()),
        stored.run(),
        OptionalLong.of(stored.id()));
  }

  @Override
  public void confirm(Submission submission, Optional<String> reference) {
    change(
        "UPDATE submission SET state = 'confirmed', reference = ?, settled = ? WHERE " + KEY,
        reference.orElse(""),
        now(),
        submission);
  }

  @Override
  public void release(Submission submission) {
    change(
        "UPDATE submission SET state = 'refused', settled = ? WHERE state = 'uncertain'"
            + " AND run = ? AND "
            + KEY,
        now(),
        run,
        submission);
  }

  private void change(String sql, String first, String second, Submission submission) {
    List<Object> values = new ArrayList<>(List.of(first, second));
    values.addAll(List.of(key(submission)));
    guarded(() -> database.get().change(c -> Rows.change(c, sql, values.toArray())));
  }

  private static Object[] key(Submission submission, Object... more) {
    List<Object> values =
        new ArrayList<>(
            List.of(
                submission.environment(),
                submission.portal(),
                submission.entity(),
                submission.form(),
                submission.digest()));
    values.addAll(List.of(more));
    return values.toArray();
  }

  private String now() {
    return clock.instant().toString();
  }

  /**
   * Returns submissions, those of which it is not known how they ended first, then the newest.
   *
   * @throws StorageException when the database cannot be read
   */
  public List<StoredSubmission> list() {
    return database
        .get()
        .read(
            connection ->
                Rows.all(
                    connection,
                    "SELECT * FROM submission"
                        + " ORDER BY CASE WHEN state = 'uncertain' THEN 0 ELSE 1 END, id DESC",
                    SubmissionStore::stored));
  }

  /**
   * Says how a submission ended, as a person found it in the portal.
   *
   * @param sent whether it arrived; where it did not, it may be sent again
   * @param reference the portal's number for it, if one is known
   * @param who who says so
   * @return the submission as it now stands, or empty when there is none of that number
   * @throws StorageException when the database cannot be written
   */
  public Optional<StoredSubmission> settle(
      long id, boolean sent, Optional<String> reference, String who) {
    return database
        .get()
        .change(
            connection -> {
              Rows.change(
                  connection,
                  "UPDATE submission SET state = ?, settled = ?, settled_by = ?,"
                      + " reference = CASE WHEN ? = '' THEN reference ELSE ? END WHERE id = ?",
                  (sent ? StoredSubmission.State.CONFIRMED : StoredSubmission.State.NOT_SENT)
                      .word(),
                  now(),
                  who,
                  reference.orElse(""),
                  reference.orElse(""),
                  id);
              return Rows.first(
                  connection, "SELECT * FROM submission WHERE id = ?", SubmissionStore::stored, id);
            });
  }

  private static StoredSubmission stored(ResultSet row) throws SQLException {
    return new StoredSubmission(
        row.getLong("id"),
        StoredSubmission.State.of(row.getString("state")),
        row.getString("environment"),
        row.getString("portal"),
        row.getString("entity"),
        row.getString("form"),
        Optional.of(row.getString("reference")).filter(text -> !text.isEmpty()),
        row.getString("run"),
        row.getString("sent"),
        row.getString("settled"),
        row.getString("settled_by"));
  }

  private static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (StorageException e) {
      throw new RecordUnavailable(String.valueOf(e.getMessage()), e);
    }
  }
}
