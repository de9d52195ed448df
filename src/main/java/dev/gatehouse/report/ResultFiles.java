package dev.gatehouse.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Allure's result files in one folder. Thread-safe. */
final class ResultFiles {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path folder;

  ResultFiles(Path folder) {
    this.folder = folder;
  }

  static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  static byte[] bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what an earlier run left, sub-folders excepted but for the copied history. */
  void clear() {
    try {
      Files.createDirectories(folder);
      for (Path file : list(folder, "*")) {
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
      Path history = folder.resolve("history");
      if (Files.isDirectory(history)) {
        for (Path file : list(history, "*.json")) {
          Files.delete(file);
        }
        Files.delete(history);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot empty the results folder " + folder, e);
    }
  }

  /** Writes a file at once or not at all, so that a reader never sees half of it. */
  void write(String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Atomically.write(folder.resolve(name), out -> out.write(content));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + folder.resolve(name), e);
    }
  }

  /** Does the same, and has nobody but the owner read it. */
  void writeForOwner(String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Atomically.writeForOwner(folder.resolve(name), out -> out.write(content));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + folder.resolve(name), e);
    }
  }

  /** Returns every result in the order of their starts; what cannot be read is left out. */
  List<TestResult> results() {
    List<TestResult> results = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return results;
    }
    try {
      for (Path file : list(folder, "*-result.json")) {
        results.add(JSON.readValue(file.toFile(), TestResult.class));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the results in " + folder, e);
    }
    results.sort(
        Comparator.comparing(
            TestResult::getStart, Comparator.nullsFirst(Comparator.naturalOrder())));
    return results;
  }

  private static List<Path> list(Path folder, String glob) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
      List<Path> all = new ArrayList<>();
      files.forEach(all::add);
      return all;
    }
  }
}
