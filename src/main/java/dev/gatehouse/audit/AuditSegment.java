package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A month of a log, as a file. Immutable.
 *
 * @param file its file
 * @param month its name: {@code 2026-11}
 * @param bytes how long it is
 */
public record AuditSegment(Path file, String month, long bytes) {

  /** Returns a log's segments, the oldest first. */
  public static List<AuditSegment> of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> months;
    try (Stream<Path> files = Files.list(folder)) {
      months = Segments.among(files.map(file -> String.valueOf(file.getFileName())).toList());
    }
    List<AuditSegment> segments = new ArrayList<>();
    for (String month : months) {
      Path file = folder.resolve(Segments.file(month));
      segments.add(new AuditSegment(file, month, Files.size(file)));
    }
    return segments;
  }

  /** Returns when its month ended. */
  public Instant end() {
    return YearMonth.parse(month).plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * Returns the entities that its entries name.
   *
   * @throws AuditException when a line is no entry: what it names is not known then
   */
  public Set<String> entities() throws IOException {
    Set<String> entities = new TreeSet<>();
    try (LineReader lines = LineReader.open(file)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        entities.add(JsonLine.text(JsonLine.parse(line), "entity"));
      }
    } catch (IllegalArgumentException e) {
      throw new AuditException(
          "%s holds a line that is no entry: %s. Run \"gatehouse audit verify\", and keep the folder as it is."
              .formatted(file, e.getMessage()),
          e);
    }
    return entities;
  }
}
