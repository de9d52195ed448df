package dev.gatehouse.audit;

import dev.gatehouse.audit.Checkpoint.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a log that is examined, and copies of them. Used by one thread. */
final class SignedCheckpoints {

  private final Path folder;
  private final PublicKeys keys;
  private final Executor threads;
  private final List<String> notes;
  private final List<Copy> copied = new ArrayList<>();
  // A copy is the same bytes, and checking a signature takes longer than anything else here.
  private final Set<String> checked = ConcurrentHashMap.newKeySet();
  private final Map<String, List<Checkpoint>> sizes = new LinkedHashMap<>();
  private final Map<String, Checkpoint> removed = new LinkedHashMap<>();
  private final Map<Long, String> hashes = new HashMap<>();
  private String lastKey = "";
  private String lastKept = "";
  private String next = "";
  private long lastFromFile;

  SignedCheckpoints(Path folder, PublicKeys keys, Executor threads, List<String> notes) {
    this.folder = folder;
    this.keys = keys;
    this.threads = threads;
    this.notes = notes;
  }

  /** A checkpoint in a copy. */
  private record Copy(Path file, long line, long number, String time, String hash) {}

  /** A checkpoint that was looked at by itself. */
  private record Line(Checkpoint checkpoint, String hash) {}

  private Line look(byte[] line) {
    return new Line(
        Checkpoint.read(line, keys, checked::contains), Hashes.hex(Hashes.sha256(line)));
  }

  /** Reads the log's checkpoints. */
  void read() throws IOException, BadLog {
    Path file = folder.resolve(Segments.CHECKPOINTS);
    if (!Files.exists(file)) {
      return;
    }
    try (LineReader reader = LineReader.open(file)) {
      LinesAhead<Line> lines = new LinesAhead<>(reader, this::look, threads);
      String prev = Hashes.NONE;
      Checkpoint before = null;
      try {
        for (Line line = lines.next(); line != null; line = lines.next()) {
          Checkpoint checkpoint = line.checkpoint();
          checkKey(checkpoint);
          follow(before, checkpoint, prev);
          prev = line.hash();
          hashes.put(checkpoint.number(), prev);
          lastKey = checkpoint.key();
          lastKept = checkpoint.kept();
          if (lastKept.equals("file")) {
            lastFromFile = checkpoint.number();
          }
          next = checkpoint.kind() == Kind.KEY ? checkpoint.reason() : lastKey;
          if (checkpoint.kind() == Kind.SIZE) {
            before = checkpoint;
          }
        }
      } catch (IllegalArgumentException e) {
        throw new BadLog(Segments.CHECKPOINTS, lines.number(), String.valueOf(e.getMessage()));
      }
      if (reader.unfinishedBytes() > 0) {
        notes.add(
            "%s ends in %d bytes of an unfinished checkpoint, as when a process dies; the next run cuts them off."
                .formatted(Segments.CHECKPOINTS, reader.unfinishedBytes()));
      }
    }
  }

  // A public key that somebody put beside the right one must not be enough to go on with.
  private void checkKey(Checkpoint now) {
    if (!next.isEmpty() && !now.key().equals(next)) {
      throw new IllegalArgumentException(
          "signed with a key that the one before did not name; found %s, expected %s"
              .formatted(now.key(), next));
    }
  }

  private void follow(@Nullable Checkpoint before, Checkpoint now, String prev) {
    if (now.number() != hashes.size() + 1) {
      throw new IllegalArgumentException(
          "not the next checkpoint; found number %d, expected %d"
              .formatted(now.number(), hashes.size() + 1));
    }
    if (!now.prev().equals(prev)) {
      throw new IllegalArgumentException(
          "not chained to the checkpoint before; found %s, expected %s"
              .formatted(now.prev(), prev));
    }
    if (now.kind() == Kind.REMOVAL) {
      removed.put(now.segment(), now);
    }
    if (now.kind() != Kind.SIZE) {
      return;
    }
    now.tree();
    if (before != null && !later(before, now)) {
      throw new IllegalArgumentException(
          "does not go on where checkpoint %d left off, with %d entries of %s%s"
              .formatted(
                  before.number(),
                  before.entries(),
                  before.segment(),
                  before.closes() ? ", closed" : ""));
    }
    sizes.computeIfAbsent(now.segment(), name -> new ArrayList<>()).add(now);
  }

  private static boolean later(Checkpoint before, Checkpoint now) {
    int order = now.segment().compareTo(before.segment());
    return before.closes()
        ? order > 0
        : order == 0
            && (now.entries() > before.entries()
                || (now.closes() && now.entries() == before.entries()));
  }

  /**
   * Reads copies of checkpoints.
   *
   * @param copies files, or folders of such
   */
  void readCopies(List<Path> copies) throws IOException, BadLog {
    for (Path copy : copies) {
      for (Path file : filesOf(copy)) {
        try (LineReader reader = LineReader.open(file)) {
          LinesAhead<Line> lines = new LinesAhead<>(reader, this::look, threads);
          try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
              Checkpoint checkpoint = line.checkpoint();
              checked.add(line.hash());
              copied.add(
                  new Copy(
                      file, lines.number(), checkpoint.number(), checkpoint.time(), line.hash()));
            }
          } catch (IllegalArgumentException e) {
            throw new BadLog(file.toString(), lines.number(), String.valueOf(e.getMessage()));
          }
        }
      }
    }
  }

  private static List<Path> filesOf(Path copy) throws IOException {
    if (!Files.isDirectory(copy)) {
      return List.of(copy);
    }
    try (Stream<Path> files = Files.list(copy)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private void compare(Copy copy) throws BadLog {
    String found = hashes.get(copy.number());
    if (!copy.hash().equals(found)) {
      throw new BadLog(
          Segments.CHECKPOINTS,
          copy.number(),
          "not the checkpoint that was copied to %s:%d on %s; found %s, expected %s"
              .formatted(
                  copy.file(),
                  copy.line(),
                  copy.time(),
                  found == null ? "none" : found,
                  copy.hash()));
    }
  }

  /** Compares the copies with the log's own. */
  void compareCopies() throws BadLog {
    for (Copy copy : copied) {
      compare(copy);
    }
  }

  /** Returns the SHA-256 of the checkpoints' lines by their numbers. */
  Map<Long, String> hashes() {
    return Collections.unmodifiableMap(hashes);
  }

  /** Returns the names of the segments that there are checkpoints of. */
  Set<String> segments() {
    return sizes.keySet();
  }

  /** Returns a segment's checkpoints. */
  List<Checkpoint> of(String segment) {
    return sizes.getOrDefault(segment, List.of());
  }

  /** Returns the removals by the names of the segments. */
  Map<String, Checkpoint> removed() {
    return removed;
  }

  long count() {
    return hashes.size();
  }

  /** Returns how the last checkpoint's key was kept: {@code file}, {@code store}, or empty. */
  String lastKept() {
    return lastKept;
  }

  /** Returns the number of the last checkpoint whose key was kept in a file, 0 if none was. */
  long lastFromFile() {
    return lastFromFile;
  }

  /** Returns the id of the last checkpoint's key, or empty. */
  String lastKey() {
    return lastKey;
  }
}
