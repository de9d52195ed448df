package dev.gatehouse.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What one kind of database does differently from another. Everything else is written once, for
 * all. Thread-safe.
 */
interface Dialect extends AutoCloseable {

  /** Returns where the database is, for messages; never a password. */
  String place();

  /** Returns the folder of its migrations, beside this class. */
  String migrations();

  /** Returns what a person looks at when the database cannot be used, one sentence. */
  String remedy();

  /**
   * Makes what must be there before the first connection.
   *
   * @throws StorageException when the database cannot be where it is said to be
   */
  void prepare();

  /** Does something while no other process does the same, as far as the database needs that. */
  <T> T alone(Supplier<T> work);

  /** Opens a connection, or lends one; to be closed. */
  Connection connect() throws SQLException;

  /** Returns where a migration gets its connections. */
  DataSource source();

  /** Returns whether there is a table of that name. */
  boolean hasTable(Connection connection, String name) throws SQLException;

  /** Returns the version of tables that were made before versions were kept in a table, or 0. */
  int formerVersion(Connection connection) throws SQLException;

  /** Returns what is damaged, or an empty text. Reads everything. */
  String damage(Connection connection) throws SQLException;

  /** Begins a transaction that comes to the same as if no other ran beside it. */
  void begin(Connection connection) throws SQLException;

  /** Returns whether a transaction failed only because of another, so that it may be repeated. */
  boolean mayRepeat(SQLException failure);

  @Override
  void close();
}
