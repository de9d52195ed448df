package dev.gatehouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the results of an entity's scenarios, and the screenshots and texts they attached. */
final class EvidenceFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path results;

  /**
   * @param results the folder of Allure's results
   */
  EvidenceFiles(Path results) {
    this.results = results;
  }

  /** Returns the files of scenarios that began within a period, its end not included. */
  List<Path> of(String entity, Instant from, Instant to) throws IOException {
    Set<Path> found = new TreeSet<>();
    if (Files.isDirectory(results)) {
      try (Stream<Path> files = Files.list(results)) {
        for (Path file : files.filter(file -> file.toString().endsWith("-result.json")).toList()) {
          JsonNode result = JSON.readTree(file.toFile());
          Instant began = Instant.ofEpochMilli(result.path("start").asLong());
          if (isOf(entity, result) && !began.isBefore(from) && began.isBefore(to)) {
            found.add(file);
            addAttached(result, found);
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private static boolean isOf(String entity, JsonNode result) {
    for (JsonNode label : result.path("labels")) {
      if (label.path("name").asText().equals("epic")
          && label.path("value").asText().equals(entity)) {
        return true;
      }
    }
    return false;
  }

  // Only names within the folder: a result is a file that others may have written.
  private void addAttached(JsonNode step, Set<Path> found) {
    for (JsonNode attachment : step.path("attachments")) {
      Path source = Path.of(attachment.path("source").asText("")).getFileName();
      if (source != null && Files.isRegularFile(results.resolve(source))) {
        found.add(results.resolve(source));
      }
    }
    step.path("steps").forEach(inner -> addAttached(inner, found));
  }
}
