package dev.gatehouse.browser.playwright;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the driver keeps what it records, uncleaned: a folder that only its owner may open, emptied
 * of each recording as soon as that has ended. The driver itself would keep all until the browser
 * ends. Not thread-safe.
 */
final class TraceFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TraceFolder.class);

  private final Path path;
  private final Set<String> running = new HashSet<>();

  private TraceFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes one below the temporary folder.
   *
   * @throws BrowserException with reason NO_BROWSER when it cannot be made
   */
  static TraceFolder create() {
    try {
      return new TraceFolder(Files.createTempDirectory("gatehouse-traces-"));
    } catch (IOException e) {
      throw new BrowserException(
          Reason.NO_BROWSER,
          "The browser needs a folder below the temporary one ("
              + System.getProperty("java.io.tmpdir")
              + "), which cannot be made: "
              + e
              + ". Make room there, or make it writable.");
    }
  }

  Path path() {
    return path;
  }

  /** Returns the name of a recording that begins: what its files begin with. */
  String begin() {
    String name = UUID.randomUUID().toString();
    running.add(name);
    return name;
  }

  /** Returns where the recording's archive is put for a moment. */
  Path archive(String name) {
    return path.resolve(name + ".zip");
  }

  /** Deletes what there is of a recording that has ended. Never throws. */
  void end(String name) {
    running.remove(name);
    delete(path, name + "*");
    if (running.isEmpty()) {
      delete(path.resolve("resources"), "*");
    }
  }

  @Override
  public void close() {
    delete(path.resolve("resources"), "*");
    delete(path, "*");
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      left(path, e);
    }
  }

  private static void delete(Path folder, String glob) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      for (Path each : found) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      left(folder, e);
    }
  }

  private static void left(Path folder, IOException why) {
    LOG.warn(
        "{} could not be emptied ({}); delete it, it may hold cookies", folder, why.toString());
  }
}
