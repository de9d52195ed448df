package dev.gatehouse.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Where the database is. Immutable; prints no password. */
public sealed interface DatabaseAddress {

  /** The environment variable with a server's address. */
  String VARIABLE = "GATEHOUSE_DATABASE";

  /** The environment variable with the password for it. */
  String PASSWORD = "GATEHOUSE_DATABASE_PASSWORD";

  /** Returns whether there may be a database: a file that is not there is not made by looking. */
  boolean exists();

  /**
   * Returns the server that the environment names, else the file.
   *
   * @param variables the process environment
   * @throws StorageException when the environment names something else
   */
  static DatabaseAddress of(Path file, Map<String, String> variables) {
    String address = variables.getOrDefault(VARIABLE, "").strip();
    if (address.isEmpty()) {
      return new File(file);
    }
    if (!address.startsWith("jdbc:postgresql://")) {
      throw new StorageException(
          "%s: found something that begins with \"%s\", expected jdbc:postgresql://host:5432/database?user=name. Leave the variable out for SQLite in %s."
              .formatted(VARIABLE, address.substring(0, Math.min(8, address.length())), file));
    }
    if (Server.HAS_PASSWORD.matcher(address).find()) {
      throw new StorageException(
          "%s: found a password in the address, which is shown and logged; expected it in %s."
              .formatted(VARIABLE, PASSWORD));
    }
    return new Server(address, variables.getOrDefault(PASSWORD, ""));
  }

  /** SQLite in a file. */
  record File(Path path) implements DatabaseAddress {
    @Override
    public boolean exists() {
      return Files.exists(path);
    }
  }

  /** PostgreSQL on a server. */
  final class Server implements DatabaseAddress {

    private static final Pattern HAS_PASSWORD =
        Pattern.compile("[?&]password=|//[^/?]*:[^/?]*@", Pattern.CASE_INSENSITIVE);

    private final String jdbc;
    private final String password;

    private Server(String jdbc, String password) {
      this.jdbc = jdbc;
      this.password = password;
    }

    String jdbc() {
      return jdbc;
    }

    String password() {
      return password;
    }

    /** Returns the address without what may be secret in it. */
    String shown() {
      return jdbc.substring("jdbc:".length()).replaceFirst("[?].*", "");
    }

    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public String toString() {
      return shown();
    }
  }
}
