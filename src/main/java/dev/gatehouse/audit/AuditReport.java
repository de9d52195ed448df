package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many actions there were, and how they ended. Immutable.
 *
 * @param total of all entries the filter takes
 * @param groups {@code portal}, {@code entity}, {@code action}, {@code user}: the counts by name
 * @param unreadable how many lines were no entries; {@code audit verify} says more
 */
public record AuditReport(Count total, Map<String, Map<String, Count>> groups, long unreadable) {

  private static final List<String> BY = List.of("portal", "entity", "action", "user");

  /**
   * How many there were.
   *
   * @param total all
   * @param succeeded those that achieved what they were for
   * @param failed those that failed
   * @param person those that a person must go on with
   */
  public record Count(long total, long succeeded, long failed, long person) {

    private static final Count NONE = new Count(0, 0, 0, 0);

    private Count plus(String outcome) {
      boolean done = outcome.equals(AuditEntry.DONE);
      boolean waits = outcome.equals("needs-person");
      return new Count(
          total + 1,
          succeeded + (done ? 1 : 0),
          failed + (done || waits ? 0 : 1),
          person + (waits ? 1 : 0));
    }
  }

  /**
   * Reads a log's segments; checks no signatures.
   *
   * @throws AuditException when there is no log, or it cannot be read
   */
  public static AuditReport of(Path folder, AuditFilter filter) {
    if (!Files.isDirectory(folder)) {
      throw new AuditException("There is no audit log in " + folder + ".");
    }
    Count total = Count.NONE;
    Map<String, Map<String, Count>> groups = new LinkedHashMap<>();
    BY.forEach(name -> groups.put(name, new TreeMap<>()));
    long unreadable = 0;
    try {
      for (Path segment : segments(folder)) {
        try (LineReader lines = LineReader.open(segment)) {
          for (byte[] line = lines.next(); line != null; line = lines.next()) {
            try {
              Map<String, Object> entry = EntryChain.read(line);
              if (filter.takes(entry)) {
                String outcome = JsonLine.text(entry, "outcome");
                total = total.plus(outcome);
                groups.forEach((name, counts) -> count(counts, entry, name, outcome));
              }
            } catch (IllegalArgumentException e) {
              unreadable++;
            }
          }
        } catch (IllegalArgumentException e) {
          // A line without end; nothing after it can be told apart.
          unreadable++;
        }
      }
    } catch (IOException e) {
      throw new AuditException("The audit log could not be read: " + e.getMessage(), e);
    }
    return new AuditReport(total, groups, unreadable);
  }

  private static void count(
      Map<String, Count> counts, Map<String, Object> entry, String name, String outcome) {
    counts.merge(
        JsonLine.text(entry, name), Count.NONE.plus(outcome), (known, one) -> known.plus(outcome));
  }

  private static List<Path> segments(Path folder) throws IOException {
    List<Path> segments = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      Segments.among(files.map(file -> String.valueOf(file.getFileName())).toList())
          .forEach(name -> segments.add(folder.resolve(Segments.file(name))));
    }
    return segments;
  }
}
