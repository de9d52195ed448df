package dev.gatehouse.retention;

import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.AuditSegment;
import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The audit log, by months; the newest stays however old it is: it is being written to. */
final class AuditShelf implements Shelf {

  private final Path folder;
  private final Optional<Database> database;
  private final Supplier<AuditLog> log;

  AuditShelf(Path folder, Optional<Database> database, Supplier<AuditLog> log) {
    this.folder = folder;
    this.database = database;
    this.log = log;
  }

  @Override
  public Found look(Instant before, Set<String> held) throws IOException {
    List<AuditSegment> segments = AuditSegment.of(folder);
    List<Found.Item> old = new ArrayList<>();
    List<String> staying = new ArrayList<>();
    for (AuditSegment segment : segments.subList(0, Math.max(0, segments.size() - 1))) {
      if (segment.end().isAfter(before)) {
        continue;
      }
      Set<String> named = new TreeSet<>(segment.entities());
      named.retainAll(held);
      if (named.isEmpty()) {
        old.add(new Found.Item(segment.month(), 1, segment.bytes()));
      } else {
        staying.add(
            "audit %s names %s, under legal hold"
                .formatted(segment.month(), String.join(", ", named)));
      }
    }
    long bytes = segments.stream().mapToLong(AuditSegment::bytes).sum();
    return new Found(Kind.AUDIT, segments.size(), bytes, old, staying);
  }

  @Override
  public void remove(Found.Item item) {
    database.ifPresent(open -> log.get().removeCopied(item.name(), open));
    log.get().removeSegment(item.name(), "older than it is to be kept");
  }
}
