package dev.gatehouse.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backup says of itself.
 *
 * @param created when it was made
 * @param reason why: {@code asked for}, or what it was made before
 * @param gatehouse the version that made it
 * @param machine where
 * @param schema the version of the database's tables, 0 without a database
 * @param sessions whether kept sessions are in it
 * @param rows how many rows each table has
 * @param files every file in it but the manifest
 */
public record Manifest(
    Instant created,
    String reason,
    String gatehouse,
    String machine,
    int schema,
    boolean sessions,
    Map<String, Long> rows,
    List<Entry> files) {

  /** The manifest's own name in the archive. */
  static final String NAME = "manifest.json";

  private static final String TYPE = "backup";
  private static final int VERSION = 1;

  /**
   * A file in a backup.
   *
   * @param name its name in the archive, {@code /} between folders
   * @param bytes how long it is
   * @param sha256 its SHA-256 in lower-case hexadecimal digits
   */
  public record Entry(String name, long bytes, String sha256) {}

  public Manifest {
    rows = Map.copyOf(rows);
    files = List.copyOf(files);
  }

  /** Returns how many bytes all files take. */
  public long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }

  /** Returns the files of a part. */
  public List<Entry> of(Part part) {
    return files.stream().filter(file -> part.has(file.name())).toList();
  }

  /** Returns how many rows all tables have. */
  public long allRows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  Map<String, Object> members() {
    List<Object> entries = new ArrayList<>();
    for (Entry file : files) {
      entries.add(Map.of("name", file.name(), "bytes", file.bytes(), "sha256", file.sha256()));
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("v", VERSION);
    members.put("type", TYPE);
    members.put("created", created.toString());
    members.put("reason", reason);
    members.put("gatehouse", gatehouse);
    members.put("machine", machine);
    members.put("schema", schema);
    members.put("sessions", sessions);
    members.put("rows", rows);
    members.put("files", entries);
    return members;
  }

  /**
   * Reads what was signed.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Manifest of(Map<String, Object> members) {
    if (!TYPE.equals(members.get("type")) || number(members, "v") != VERSION) {
      throw new IllegalArgumentException("not the manifest of a backup of version " + VERSION);
    }
    if (!(members.get("rows") instanceof Map<?, ?> counts)
        || !(members.get("files") instanceof List<?> entries)
        || !(members.get("sessions") instanceof Boolean sessions)) {
      throw new IllegalArgumentException("not the members of a manifest");
    }
    Map<String, Long> rows = new TreeMap<>();
    counts.keySet().forEach(table -> rows.put(String.valueOf(table), number(counts, table)));
    List<Entry> files = new ArrayList<>();
    for (Object entry : entries) {
      if (!(entry instanceof Map<?, ?> file)) {
        throw new IllegalArgumentException("not the members of a file");
      }
      files.add(new Entry(text(file, "name"), number(file, "bytes"), text(file, "sha256")));
    }
    try {
      return new Manifest(
          Instant.parse(text(members, "created")),
          text(members, "reason"),
          text(members, "gatehouse"),
          text(members, "machine"),
          Math.toIntExact(number(members, "schema")),
          sessions,
          rows,
          files);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("not the members of a manifest", e);
    }
  }

  private static String text(Map<?, ?> members, String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no text \"" + name + "\"");
  }

  private static long number(Map<?, ?> members, Object name) {
    if (members.get(name) instanceof Long number && number >= 0) {
      return number;
    }
    throw new IllegalArgumentException("no number \"" + name + "\"");
  }
}
