package dev.gatehouse.app;

import dev.gatehouse.secret.file.FileSecretStore;
import dev.gatehouse.step.Traces;
import dev.gatehouse.storage.DatabaseAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a Gatehouse is started with.
 *
 * @param project the folder with {@code features}, {@code portals}, {@code reports}
 * @param environment {@code sandbox} or {@code production}
 * @param workers how many browsers there are at most, at least 1
 * @param headed whether the browsers show windows
 * @param sandboxLatency how long each embedded portal waits before it answers
 * @param traces of which scenarios a trace is kept
 * @param variables the process environment
 */
public record Settings(
    Path project,
    String environment,
    int workers,
    boolean headed,
    Duration sandboxLatency,
    Traces traces,
    Map<String, String> variables) {

  /** The environment of the embedded portals. */
  public static final String SANDBOX = "sandbox";

  /** What says of which scenarios a trace is kept, unless the command does. */
  static final String TRACES_VARIABLE = "GATEHOUSE_TRACES";

  public Settings {
    variables = Map.copyOf(variables);
    if (workers < 1) {
      throw new IllegalArgumentException("workers: found " + workers + ", expected 1 or more");
    }
  }

  /** Returns the settings of a plain {@code gatehouse run} in this folder. */
  public static Settings defaults() {
    return new Settings(
        Path.of(""),
        SANDBOX,
        defaultWorkers(),
        false,
        Duration.ZERO,
        traces(System.getenv()),
        System.getenv());
  }

  /**
   * Returns of which scenarios the environment wants traces kept: of none unless it says so.
   *
   * @throws IllegalArgumentException when it says something else than can be
   */
  public static Traces traces(Map<String, String> variables) {
    String wanted = variables.getOrDefault(TRACES_VARIABLE, "");
    try {
      return wanted.isBlank() ? Traces.OFF : Traces.named(wanted);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(TRACES_VARIABLE + ": " + e.getMessage(), e);
    }
  }

  /** Returns how many portals are worked at once unless said otherwise: one a processor, 2 to 4. */
  public static int defaultWorkers() {
    return Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
  }

  /** Returns the folder of the feature files. */
  public Path features() {
    return project.resolve("features");
  }

  /** Returns the folder of the portals' definitions. */
  public Path portals() {
    return project.resolve("portals");
  }

  /** Returns the file of the database, where it is in a file. */
  public Path database() {
    return project.resolve(".gatehouse").resolve("gatehouse.db");
  }

  /** Returns the encrypted file of secrets. */
  public Path secrets() {
    return project.resolve(".gatehouse").resolve(FileSecretStore.FILE_NAME);
  }

  /**
   * Returns where the database is: the server the environment names, else the file.
   *
   * @throws dev.gatehouse.storage.StorageException when the environment names something else
   */
  public DatabaseAddress databaseAddress() {
    return DatabaseAddress.of(database(), variables);
  }

  /** Returns how long backups, sessions and the rest are kept. */
  public Keeping keeping() {
    return Keeping.of(variables);
  }

  /** Returns who works here, as the system knows them. */
  String user() {
    return variables.getOrDefault("USER", System.getProperty("user.name", ""));
  }

  /** Returns the folder of the audit log. */
  public Path audit() {
    return project.resolve(".gatehouse").resolve("audit");
  }

  /** Returns the folder the results and the report go to. */
  public Path reports() {
    return project.resolve("reports");
  }
}
