package dev.gatehouse.audit;

import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A log's entries in the database, copied from its segments in their order and never from anywhere
 * else: so nothing is there that is not in the files, and whatever was cut short goes on where it
 * was. Thread-safe; several processes may copy at once.
 */
final class EntryTable {

  private static final int AT_ONCE = 500;
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "time",
          "session",
          "scenario",
          "action",
          "portal",
          "entity",
          "environment",
          "user",
          "machine",
          "outcome",
          "reason");

  private static final String INSERT =
      "INSERT INTO audit_entry (log, segment, line, "
          + String.join(", ", COLUMNS.stream().map(EntryTable::column).toList())
          + ", entry) VALUES (?"
          + ", ?".repeat(COLUMNS.size() + 3)
          + ")";

  private final Path folder;
  private final Database database;
  private final String log;

  EntryTable(Path folder, Database database, String log) {
    this.folder = folder;
    this.database = database;
    this.log = log;
  }

  /** Up to where entries are copied: all segments before, and of this one so much. */
  record Position(String segment, long line, long bytes) {

    boolean isBefore(String other, long otherBytes) {
      int order = segment.compareTo(other);
      return order < 0 || (order == 0 && bytes < otherBytes);
    }
  }

  /**
   * An entry as it is in the database.
   *
   * @param columns what was read out of the line, by the members' names
   */
  record Row(String segment, long line, Map<String, String> columns, String entry) {}

  /** Returns the values that columns beside the line itself have for an entry. */
  static Map<String, String> columns(Map<String, Object> entry) {
    Map<String, String> columns = new LinkedHashMap<>();
    COLUMNS.forEach(name -> columns.put(name, JsonLine.text(entry, name)));
    return columns;
  }

  private static String column(String member) {
    return member.equals("user") ? "user_name" : member;
  }

  Position position() {
    return database.read(this::position);
  }

  private Position position(Connection connection) throws SQLException {
    return Rows.first(
            connection,
            "SELECT segment, line, bytes FROM audit_log WHERE log = ?",
            row -> new Position(row.getString(1), row.getLong(2), row.getLong(3)),
            log)
        .orElse(new Position("", 0, 0));
  }

  /**
   * Copies what is not copied yet.
   *
   * @param segment the last segment to copy from
   * @param bytes how much of that is known to be on the disk
   * @throws dev.gatehouse.storage.StorageException when the database cannot be written
   * @throws IOException when a segment cannot be read
   * @throws IllegalArgumentException with place and reason, when it holds no entries
   */
  void catchUp(String segment, long bytes) throws IOException {
    // What is there is listed first: before a segment was begun, the one before it was closed.
    List<String> there = segments(folder);
    try {
      while (position().isBefore(segment, bytes)) {
        boolean more = database.change(connection -> copySome(connection, there, segment, bytes));
        if (!more) {
          return;
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns a folder's segments in their order. */
  static List<String> segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Segments.among(files.map(file -> String.valueOf(file.getFileName())).toList());
    }
  }

  private boolean copySome(
      Connection connection, List<String> there, String lastSegment, long lastBytes)
      throws SQLException {
    Position from = position(connection);
    for (String segment : there) {
      if (segment.compareTo(from.segment()) < 0 || segment.compareTo(lastSegment) > 0) {
        continue;
      }
      Position begin = segment.equals(from.segment()) ? from : new Position(segment, 0, 0);
      long limit = segment.equals(lastSegment) ? lastBytes : Long.MAX_VALUE;
      Position end = copy(connection, begin, limit);
      if (end.line() > begin.line()) {
        Rows.change(
            connection,
            "INSERT INTO audit_log (log, segment, line, bytes) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (log) DO UPDATE SET segment = excluded.segment,"
                + " line = excluded.line, bytes = excluded.bytes",
            log,
            end.segment(),
            end.line(),
            end.bytes());
        return true;
      }
    }
    return false;
  }

  private Position copy(Connection connection, Position begin, long limit) throws SQLException {
    Position at = begin;
    String file = Segments.file(begin.segment());
    try (LineReader lines = LineReader.open(folder.resolve(file), begin.bytes());
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      while (at.line() < begin.line() + AT_ONCE && at.bytes() < limit) {
        byte[] line = lines.next();
        if (line == null) {
          break;
        }
        at = new Position(at.segment(), at.line() + 1, at.bytes() + line.length + 1);
        set(insert, at, line);
        insert.addBatch();
      }
      int[] unused = insert.executeBatch();
      return at;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s:%d: %s".formatted(file, at.line(), e.getMessage()), e);
    }
  }

  private void set(PreparedStatement insert, Position at, byte[] line) throws SQLException {
    int column = 1;
    insert.setString(column++, log);
    insert.setString(column++, at.segment());
    insert.setLong(column++, at.line());
    for (String value : columns(EntryChain.read(line)).values()) {
      insert.setString(column++, value);
    }
    insert.setString(column, new String(line, StandardCharsets.UTF_8));
  }

  /** Returns the rows of a segment after that line, some thousand at a time. */
  List<Row> rows(String segment, long after) {
    return database.read(
        connection ->
            Rows.all(
                connection,
                "SELECT * FROM audit_entry WHERE log = ? AND segment = ? AND line > ?"
                    + " ORDER BY line LIMIT 2000",
                EntryTable::row,
                log,
                segment,
                after));
  }

  private static Row row(ResultSet row) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String name : COLUMNS) {
      columns.put(name, row.getString(column(name)));
    }
    return new Row(row.getString("segment"), row.getLong("line"), columns, row.getString("entry"));
  }

  /** Removes a segment's rows. */
  void remove(String segment) {
    database.change(
        connection ->
            Rows.change(
                connection, "DELETE FROM audit_entry WHERE log = ? AND segment = ?", log, segment));
  }

  /** Returns the segments there are rows of. */
  List<String> segments() {
    return database.read(
        connection ->
            Rows.all(
                connection,
                "SELECT DISTINCT segment FROM audit_entry WHERE log = ? ORDER BY segment",
                row -> row.getString(1),
                log));
  }
}
