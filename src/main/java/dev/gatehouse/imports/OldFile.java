package dev.gatehouse.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One of the older files, as far as its rows.
 *
 * @param path where it is
 * @param rows by their keys, in the file's order
 */
record OldFile(Path path, Map<String, JsonNode> rows) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a file; empty when it is not there. What is wrong with it becomes a problem, which does
   * not repeat what stands in the file.
   *
   * @param member the member its rows are in
   */
  static Optional<OldFile> read(Path path, String member, Problems problems) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    Position at = Position.of(path);
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(path));
      JsonNode rows = root == null ? null : root.get(member);
      if (rows == null || !rows.isObject()) {
        problems.add(
            Problem.at(at, "nothing to import")
                .found(
                    root == null || !root.isObject() ? "no JSON object" : "no \"" + member + "\"")
                .expected("an object with the member \"" + member + "\", which is an object"));
        return Optional.empty();
      }
      Map<String, JsonNode> byKey = new LinkedHashMap<>();
      rows.properties().forEach(row -> byKey.put(row.getKey(), row.getValue()));
      return Optional.of(new OldFile(path, byKey));
    } catch (JsonProcessingException e) {
      // Its own message quotes the file, which holds passwords.
      problems.add(
          Problem.at(
                  e.getLocation() == null
                      ? at
                      : at.in(e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
                  "not JSON, or a name stands twice in one object")
              .expected("JSON, each name once")
              .hint("mend the file at this place, then import again"));
    } catch (IOException e) {
      problems.add(
          Problem.at(at, "the file cannot be read")
              .found(e.getClass().getSimpleName())
              .expected("a file this user may read"));
    }
    return Optional.empty();
  }

  String name() {
    return String.valueOf(path.getFileName());
  }
}
