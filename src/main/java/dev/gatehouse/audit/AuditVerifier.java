package dev.gatehouse.audit;

import dev.gatehouse.audit.Checkpoint.Kind;
import dev.gatehouse.audit.Verification.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Examines a log with nothing but its files and a public key, in one pass and bounded memory. It
 * may be written to meanwhile. Used once, by one thread.
 */
public final class AuditVerifier {

  private final Path folder;
  private final Optional<Path> keyFile;
  private final List<Path> copies;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, List<Checkpoint>> sizes = new LinkedHashMap<>();
  private final Map<String, Checkpoint> removed = new HashMap<>();
  private final Map<Long, String> hashes = new HashMap<>();
  private final Set<String> kept = new HashSet<>();
  private long entries;
  private long segments;
  private long unsigned;
  private String keyId = "";

  /**
   * @param folder the log's folder
   * @param keyFile the public key; without one, that of the folder
   * @param copies files or folders with copies of checkpoints
   */
  public AuditVerifier(Path folder, Optional<Path> keyFile, List<Path> copies) {
    this.folder = folder;
    this.keyFile = keyFile;
    this.copies = List.copyOf(copies);
  }

  /** A checkpoint in a copy. */
  private record Copy(Path file, long line, long number, String time, String hash) {}

  /** A finding on its way out. */
  private static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Finding finding;

    Bad(String file, long line, String what) {
      super(what, null, false, false);
      this.finding = new Finding(file, line, what);
    }
  }

  /**
   * Examines the log.
   *
   * @throws AuditException when there is no log, or a file cannot be read
   */
  public Verification verify() {
    PublicKeys keys = keys();
    Optional<Finding> bad = Optional.empty();
    try {
      // Against the order in which they are written: what is read later has what was read before,
      // also while somebody writes.
      List<Copy> copied = readCopies(keys);
      readCheckpoints(keys);
      readSegments();
      for (Copy copy : copied) {
        compare(copy);
      }
      noteTorn();
    } catch (Bad e) {
      bad = Optional.of(e.finding);
    } catch (IOException e) {
      throw new AuditException("The audit log could not be read: " + e.getMessage(), e);
    }
    noteKey();
    return new Verification(
        folder.toString(), bad, entries, segments, hashes.size(), unsigned, keyId, notes);
  }

  private PublicKeys keys() {
    if (!Files.isDirectory(folder)) {
      throw new AuditException("There is no audit log in " + folder + ".");
    }
    Path file = keyFile.orElse(folder.resolve(Segments.PUBLIC_KEY));
    try {
      return PublicKeys.read(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException | IllegalArgumentException e) {
      throw new AuditException(
          "The public key could not be read from %s: %s. Name its file with --key."
              .formatted(
                  file, e instanceof IOException ? "not there or not readable" : e.getMessage()),
          e);
    }
  }

  private void readCheckpoints(PublicKeys keys) throws IOException, Bad {
    Path file = folder.resolve(Segments.CHECKPOINTS);
    if (!Files.exists(file)) {
      return;
    }
    try (LineReader lines = LineReader.open(file)) {
      String prev = Hashes.NONE;
      Checkpoint before = null;
      try {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          Checkpoint checkpoint = Checkpoint.read(line, keys);
          follow(before, checkpoint, prev);
          prev = Hashes.hex(Hashes.sha256(line));
          hashes.put(checkpoint.number(), prev);
          keyId = checkpoint.key();
          kept.add(checkpoint.kept());
          if (checkpoint.kind() == Kind.SIZE) {
            before = checkpoint;
          }
        }
      } catch (IllegalArgumentException e) {
        throw new Bad(Segments.CHECKPOINTS, lines.number(), String.valueOf(e.getMessage()));
      }
      if (lines.unfinishedBytes() > 0) {
        notes.add(
            "%s ends in %d bytes of an unfinished checkpoint, as when a process dies; the next run cuts them off."
                .formatted(Segments.CHECKPOINTS, lines.unfinishedBytes()));
      }
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

  private void readSegments() throws IOException, Bad {
    List<String> there;
    try (Stream<Path> files = Files.list(folder)) {
      there = Segments.among(files.map(file -> String.valueOf(file.getFileName())).toList());
    }
    List<String> expected = new ArrayList<>(sizes.keySet());
    for (String name : expected) {
      if (!there.contains(name) && !removed.containsKey(name)) {
        List<Checkpoint> known = sizes.getOrDefault(name, List.of());
        throw new Bad(
            Segments.file(name),
            0,
            "not there; found no file, expected %d entries"
                .formatted(known.get(known.size() - 1).entries()));
      }
    }
    removed.forEach(
        (name, removal) ->
            notes.add(
                "%s with %d entries was removed on %s: %s"
                    .formatted(
                        Segments.file(name), removal.entries(), removal.time(), removal.reason())));
    for (String name : there) {
      boolean last = name.equals(there.get(there.size() - 1));
      readSegment(name, sizes.getOrDefault(name, List.of()), last);
    }
  }

  private void readSegment(String name, List<Checkpoint> signed, boolean last)
      throws IOException, Bad {
    String file = Segments.file(name);
    MerkleTree tree = new MerkleTree();
    Map<String, EntryChain> chains = new HashMap<>();
    int next = 0;
    segments++;
    try (LineReader lines = LineReader.open(folder.resolve(file))) {
      next = passed(signed, next, tree, lines, file);
      try {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          Map<String, Object> entry = EntryChain.read(line);
          chains.computeIfAbsent(JsonLine.text(entry, "writer"), EntryChain::new).follow(entry);
          tree.add(line);
          entries++;
          next = passed(signed, next, tree, lines, file);
        }
      } catch (IllegalArgumentException e) {
        throw new Bad(file, lines.number(), String.valueOf(e.getMessage()));
      }
      if (next < signed.size()) {
        Checkpoint missing = signed.get(signed.size() - 1);
        throw new Bad(
            file,
            tree.size(),
            "the file ends too early; found %d entries, expected %d, as checkpoint %d says"
                .formatted(tree.size(), missing.entries(), missing.number()));
      }
      noteEnd(file, lines.unfinishedBytes());
    }
    boolean closed = !signed.isEmpty() && signed.get(signed.size() - 1).closes();
    long covered = signed.isEmpty() ? 0 : signed.get(signed.size() - 1).entries();
    if (tree.size() > covered && (closed || !last)) {
      throw new Bad(
          file,
          covered + 1,
          closed
              ? "an entry after the segment was closed with %d entries".formatted(covered)
              : "entries no checkpoint covers in a segment that is not the last one");
    }
    if (!closed && !last) {
      throw new Bad(file, 0, "never closed, though there is a later segment");
    }
    unsigned += tree.size() - covered;
  }

  private int passed(
      List<Checkpoint> signed, int next, MerkleTree tree, LineReader lines, String file)
      throws Bad {
    int at = next;
    while (at < signed.size() && signed.get(at).entries() == tree.size()) {
      Checkpoint checkpoint = signed.get(at);
      String root = tree.root();
      if (!root.equals(checkpoint.root()) || lines.offset() != checkpoint.bytes()) {
        long before = at == 0 ? 0 : signed.get(at - 1).entries();
        throw new Bad(
            file,
            lines.number(),
            "entries %d to %d are not those that checkpoint %d signed; found root %s and %d bytes, expected %s and %d"
                .formatted(
                    before + 1,
                    checkpoint.entries(),
                    checkpoint.number(),
                    root,
                    lines.offset(),
                    checkpoint.root(),
                    checkpoint.bytes()));
      }
      at++;
    }
    return at;
  }

  private void noteEnd(String file, long unfinishedBytes) {
    if (unfinishedBytes > 0) {
      notes.add(
          "%s ends in %d bytes of an unfinished entry, as when a process dies; the next run cuts them off."
              .formatted(file, unfinishedBytes));
    }
  }

  private List<Copy> readCopies(PublicKeys keys) throws IOException, Bad {
    List<Copy> read = new ArrayList<>();
    for (Path copy : copies) {
      for (Path file : filesOf(copy)) {
        try (LineReader lines = LineReader.open(file)) {
          try {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
              Checkpoint checkpoint = Checkpoint.read(line, keys);
              String hash = Hashes.hex(Hashes.sha256(line));
              read.add(
                  new Copy(file, lines.number(), checkpoint.number(), checkpoint.time(), hash));
            }
          } catch (IllegalArgumentException e) {
            throw new Bad(file.toString(), lines.number(), String.valueOf(e.getMessage()));
          }
        }
      }
    }
    return read;
  }

  private static List<Path> filesOf(Path copy) throws IOException {
    if (!Files.isDirectory(copy)) {
      return List.of(copy);
    }
    try (Stream<Path> files = Files.list(copy)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private void compare(Copy copy) throws Bad {
    String found = hashes.get(copy.number());
    if (!copy.hash().equals(found)) {
      throw new Bad(
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

  private void noteTorn() throws IOException {
    Path torn = folder.resolve(Segments.TORN);
    if (Files.isDirectory(torn)) {
      try (Stream<Path> files = Files.list(torn)) {
        long count = files.count();
        notes.add(
            "%d unfinished %s cut off earlier, as when processes die; what they were is in %s."
                .formatted(count, count == 1 ? "end was" : "ends were", torn));
      }
    }
  }

  private void noteKey() {
    if (unsigned > 0) {
      notes.add(
          unsigned
              + (unsigned == 1 ? " entry is" : " entries are")
              + " chained but not signed yet: the last could have been cut off or replaced.");
    }
    if (kept.contains("file")) {
      notes.add(
          "The signing key is kept in a file of the machine that writes the log: this proves nothing"
              + " against whoever has that machine.");
    }
    if (keyFile.isEmpty()) {
      notes.add(
          "The public key came with the log, so whoever replaced the log could have replaced it as"
              + " well: keep a copy elsewhere and name it with --key.");
    }
  }
}
