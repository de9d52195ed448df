package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How stored secrets came to be what they are, as the log tells it; never a value, which is not
 * there. Immutable.
 *
 * @param changes in the order they were made
 * @param unreadable how many lines were no entries; {@code audit verify} says more
 */
public record SecretTrail(List<Change> changes, long unreadable) {

  private static final Map<String, String> VERBS =
      Map.of(
          "set-secret", "set",
          "import-secret", "imported",
          "rotate-secret", "rotated",
          "delete-secret", "deleted");

  /**
   * One change.
   *
   * @param name the secret, with its account: {@code acme/default/api-key}
   * @param what {@code set}, {@code imported}, {@code rotated} or {@code deleted}
   * @param version the version it made, or the last one before it was deleted
   * @param before the version before, of which the log knows; 0 when it knows of none
   * @param user who, by the system's account name
   * @param machine where
   * @param done whether it was made; one that was refused after all is not
   */
  public record Change(
      String name,
      String what,
      long version,
      long before,
      Instant time,
      String user,
      String machine,
      boolean done) {

    /** Returns how many versions were stored in between of which the log does not know. */
    public long unknownBefore() {
      return done ? Math.max(0, version - before - (what.equals("deleted") ? 0 : 1)) : 0;
    }

    private Change refused() {
      return new Change(name, what, version, before, time, user, machine, false);
    }

    private Change after(long known) {
      return new Change(name, what, version, known, time, user, machine, done);
    }
  }

  public SecretTrail {
    changes = List.copyOf(changes);
  }

  /**
   * Reads a log's segments; checks no signatures.
   *
   * @param name only this secret's; its full name
   * @throws AuditException when the log cannot be read
   */
  public static SecretTrail of(Path folder, Optional<String> name) {
    Map<String, Change> byEntry = new LinkedHashMap<>();
    long unreadable = 0;
    try {
      for (Path segment : segments(folder)) {
        try (LineReader lines = LineReader.open(segment)) {
          for (byte[] line = lines.next(); line != null; line = lines.next()) {
            try {
              read(EntryChain.read(line), name, byEntry);
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
    return new SecretTrail(counted(byEntry.values()), unreadable);
  }

  private static void read(
      Map<String, Object> entry, Optional<String> wanted, Map<String, Change> byEntry) {
    String what = VERBS.get(JsonLine.text(entry, "action"));
    if (what == null || !(entry.get("details") instanceof Map<?, ?> details)) {
      return;
    }
    String name = String.valueOf(details.get("name"));
    if (wanted.isPresent() && !wanted.get().equals(name)) {
      return;
    }
    // A change that failed after all has a second entry, which names the first.
    if (details.get("entry") instanceof String first) {
      byEntry.computeIfPresent(first, (id, change) -> change.refused());
    } else if (details.get("version") instanceof Long version) {
      byEntry.put(
          JsonLine.text(entry, "id"),
          new Change(
              name,
              what,
              version,
              0,
              Instant.parse(JsonLine.text(entry, "time")),
              JsonLine.text(entry, "user"),
              JsonLine.text(entry, "machine"),
              JsonLine.text(entry, "outcome").equals(AuditEntry.DONE)));
    }
  }

  private static List<Change> counted(Iterable<Change> changes) {
    List<Change> counted = new ArrayList<>();
    Map<String, Long> known = new LinkedHashMap<>();
    for (Change change : changes) {
      counted.add(change.after(known.getOrDefault(change.name(), 0L)));
      if (change.done()) {
        known.put(change.name(), change.what().equals("deleted") ? 0 : change.version());
      }
    }
    return counted;
  }

  private static List<Path> segments(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return Segments.among(files.map(file -> String.valueOf(file.getFileName())).toList()).stream()
          .map(segment -> folder.resolve(Segments.file(segment)))
          .toList();
    }
  }
}
