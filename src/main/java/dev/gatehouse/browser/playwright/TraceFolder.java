package dev.gatehouse.browser.playwright;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the driver keeps what it records, uncleaned: a folder of its own below the temporary one,
 * which only its owner may open. The driver deletes it when the browser ends, also when this
 * process is killed, but not before; here it is emptied of each recording as soon as that has
 * ended. Not thread-safe.
 */
final class TraceFolder {

  private static final Logger LOG = LoggerFactory.getLogger(TraceFolder.class);
  private static final String FOLDERS = "playwright-artifacts-*";

  /** Where Node.js looks for the temporary folder, in its order. */
  private static final List<String> VARIABLES = List.of("TMPDIR", "TMP", "TEMP");

  private final Set<String> running = new HashSet<>();
  private @Nullable Path folder;

  /** Returns the name of a recording that begins: what its files begin with. */
  String begin() {
    String name = UUID.randomUUID().toString();
    running.add(name);
    return name;
  }

  /** Deletes what the driver has of a recording that has ended. Never throws. */
  void end(String name) {
    running.remove(name);
    try {
      if (folder == null) {
        folder = find(name).orElse(null);
      }
      if (folder != null) {
        delete(folder, name + "*");
        // Recordings share these, by their contents.
        if (running.isEmpty()) {
          delete(folder.resolve("resources"), "*");
        }
      }
    } catch (IOException e) {
      LOG.warn("The driver keeps a recording until the browser ends: {}", e.toString());
    }
  }

  // The driver does not tell where its folder is; the recording's name is found nowhere else.
  private static Optional<Path> find(String name) throws IOException {
    List<Path> temporary =
        Stream.concat(
                VARIABLES.stream().map(System::getenv),
                Stream.of(System.getProperty("java.io.tmpdir")))
            .filter(value -> value != null && !value.isBlank())
            .map(Path::of)
            .filter(Files::isDirectory)
            .distinct()
            .toList();
    for (Path parent : temporary) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, FOLDERS)) {
        for (Path each : folders) {
          if (Files.exists(each.resolve(name + ".network"))) {
            return Optional.of(each);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static void delete(Path folder, String glob) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      for (Path each : found) {
        Files.deleteIfExists(each);
      }
    }
  }
}
