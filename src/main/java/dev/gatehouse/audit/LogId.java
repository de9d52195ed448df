package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What tells a log's rows from those of other logs in one database. No part of what is signed. */
final class LogId {

  private static final String FILE = "id";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private LogId() {}

  /** Returns the id of a folder's log, if it has one. */
  static Optional<String> find(Disk disk, Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!disk.exists(file)) {
      return Optional.empty();
    }
    String id = new String(disk.read(file), StandardCharsets.US_ASCII).strip();
    return Optional.of(id).filter(text -> ID.matcher(text).matches());
  }

  /** Returns it, made if need be. The caller holds the log's lock. */
  static String of(Disk disk, Path folder) throws IOException {
    Optional<String> known = find(disk, folder);
    if (known.isPresent()) {
      return known.get();
    }
    String id = UUID.randomUUID().toString().replace("-", "");
    disk.writeWhole(folder.resolve(FILE), (id + "\n").getBytes(StandardCharsets.US_ASCII));
    return id;
  }
}
