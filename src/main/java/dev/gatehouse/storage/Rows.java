package dev.gatehouse.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs one statement with its values, in the order of its question marks. */
public final class Rows {

  /** Makes a value of the row shown. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads it. */
    T of(ResultSet row) throws SQLException;
  }

  private Rows() {}

  /** Returns what every row is. */
  public static <T> List<T> all(
      Connection connection, String sql, Reading<T> reading, Object... values) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      set(query, values);
      List<T> found = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(reading.of(row));
        }
      }
      return found;
    }
  }

  /** Returns what the first row is, if there is one. */
  public static <T> Optional<T> first(
      Connection connection, String sql, Reading<T> reading, Object... values) throws SQLException {
    return all(connection, sql, reading, values).stream().findFirst();
  }

  /** Changes rows and returns how many. */
  public static int change(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
