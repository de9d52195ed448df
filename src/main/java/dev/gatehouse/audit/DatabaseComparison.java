package dev.gatehouse.audit;

import dev.gatehouse.audit.Verification.Finding;
import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the entries in the database compare with those of the segments, which are what counts.
 * Immutable.
 *
 * @param bad the first difference: missing, changed or extra
 * @param same how many are the same
 * @param waiting how many at the end are not copied yet, which the next run does
 */
public record DatabaseComparison(Optional<Finding> bad, long same, long waiting) {

  /**
   * Compares a log with its copy.
   *
   * @return nothing for a log that was never copied to a database
   * @throws AuditException when the log cannot be read
   * @throws dev.gatehouse.storage.StorageException when the database cannot be read
   */
  public static Optional<DatabaseComparison> of(Path folder, Database database) {
    try {
      Optional<String> id = LogId.find(RealDisk.INSTANCE, folder);
      return id.isEmpty()
          ? Optional.empty()
          : Optional.of(new Pass(folder, new EntryTable(folder, database, id.get())).compare());
    } catch (IOException e) {
      throw new AuditException("The audit log could not be read: " + e.getMessage(), e);
    }
  }

  /** One reading of both, side by side. */
  private static final class Pass {
    private final Path folder;
    private final EntryTable table;
    private final EntryTable.Position copied;
    private long same;
    private long waiting;

    Pass(Path folder, EntryTable table) {
      this.folder = folder;
      this.table = table;
      this.copied = table.position();
    }

    DatabaseComparison compare() throws IOException {
      List<String> there = EntryTable.segments(folder);
      List<String> all = new ArrayList<>(there);
      table.segments().stream().filter(name -> !there.contains(name)).forEach(all::add);
      Optional<Finding> bad = Optional.empty();
      for (String segment : all.stream().sorted().toList()) {
        bad = there.contains(segment) ? compare(segment) : extra(segment, 0);
        if (bad.isPresent()) {
          break;
        }
      }
      return new DatabaseComparison(bad, same, waiting);
    }

    private Optional<Finding> extra(String segment, long line) {
      return table.rows(segment, line).stream()
          .findFirst()
          .map(
              row ->
                  finding(segment, row.line(), "extra: the database has it, the segment does not"));
    }

    private static Finding finding(String segment, long line, String what) {
      return new Finding("database, " + Segments.file(segment), line, what);
    }

    private Optional<Finding> compare(String segment) throws IOException {
      Deque<EntryTable.Row> rows = new ArrayDeque<>();
      boolean more = true;
      try (LineReader lines = LineReader.open(folder.resolve(Segments.file(segment)))) {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          if (rows.isEmpty() && more) {
            rows.addAll(table.rows(segment, lines.number() - 1));
            more = !rows.isEmpty();
          }
          Optional<Finding> bad = compare(segment, lines, line, rows.poll());
          if (bad.isPresent()) {
            return bad;
          }
        }
        return extra(segment, lines.number());
      }
    }

    private Optional<Finding> compare(
        String segment, LineReader lines, byte[] line, EntryTable.@Nullable Row row) {
      if (row == null || row.line() != lines.number()) {
        if (row == null && copied.isBefore(segment, lines.offset())) {
          waiting++;
          return Optional.empty();
        }
        return Optional.of(
            finding(segment, lines.number(), "missing: the segment has it, the database does not"));
      }
      if (!row.entry().equals(new String(line, StandardCharsets.UTF_8))) {
        return Optional.of(
            finding(
                segment, row.line(), "changed: the database does not have what the segment has"));
      }
      Map<String, String> expected = EntryTable.columns(JsonLine.parse(line));
      for (Map.Entry<String, String> column : expected.entrySet()) {
        String found = String.valueOf(row.columns().get(column.getKey()));
        if (!found.equals(column.getValue())) {
          return Optional.of(
              finding(
                  segment,
                  row.line(),
                  "changed: %s in the database; found \"%s\", expected \"%s\""
                      .formatted(column.getKey(), found, column.getValue())));
        }
      }
      same++;
      return Optional.empty();
    }
  }
}
