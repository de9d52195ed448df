package dev.gatehouse.audit;

import dev.gatehouse.storage.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * How an audit log is kept.
 *
 * @param folder where its files are
 * @param anchors a file outside of it that gets a copy of every checkpoint
 * @param every how many entries there are at most without a checkpoint, at least 1
 * @param interval how long at most an entry is without one while the process lives
 * @param user who writes, by the system's account name
 * @param machine where
 * @param cleaner takes secrets out of texts
 * @param copies where else checkpoints are copied to
 * @param database where entries are copied to, to be asked; opened when first needed
 */
public record AuditSettings(
    Path folder,
    Path anchors,
    int every,
    Duration interval,
    String user,
    String machine,
    UnaryOperator<String> cleaner,
    List<CheckpointCopy> copies,
    Optional<Supplier<Database>> database) {

  // A checkpoint takes two writes to the disk of its own: many entries a second share one.
  private static final int EVERY = 512;
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  public AuditSettings {
    copies = List.copyOf(copies);
    if (every < 1) {
      throw new IllegalArgumentException("every: found " + every + ", expected 1 or more");
    }
  }

  /** Returns settings with a checkpoint every 512 entries and every 10 seconds. */
  public static AuditSettings of(
      Path folder, String user, String machine, UnaryOperator<String> cleaner) {
    return new AuditSettings(
        folder,
        anchors(folder),
        EVERY,
        INTERVAL,
        user,
        machine,
        cleaner,
        List.of(),
        Optional.empty());
  }

  /**
   * Returns where a log's second copy of its checkpoints is: {@code audit-anchors.jsonl} beside it.
   */
  public static Path anchors(Path folder) {
    return folder.toAbsolutePath().resolveSibling(folder.getFileName() + "-anchors.jsonl");
  }

  /** Returns the same with copies of the checkpoints. */
  public AuditSettings withCopies(List<CheckpointCopy> others) {
    return new AuditSettings(
        folder, anchors, every, interval, user, machine, cleaner, others, database);
  }

  /** Returns the same with checkpoints at other times. */
  public AuditSettings withCheckpoints(int entries, Duration time) {
    return new AuditSettings(
        folder, anchors, entries, time, user, machine, cleaner, copies, database);
  }

  /** Returns the same with the entries copied to a database. */
  public AuditSettings withDatabase(Supplier<Database> copy) {
    return new AuditSettings(
        folder, anchors, every, interval, user, machine, cleaner, copies, Optional.of(copy));
  }
}
