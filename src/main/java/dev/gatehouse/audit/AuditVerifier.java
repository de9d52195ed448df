package dev.gatehouse.audit;

import dev.gatehouse.audit.Verification.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Examines a log with nothing but its files and a public key, in one pass and bounded memory. It
 * may be written to meanwhile. Used once, by one thread.
 */
public final class AuditVerifier {

  private final Path folder;
  private final Optional<Path> keyFile;
  private final List<Path> copies;
  private final Set<X509Certificate> authorities;
  private final TimeStamps stamps = new TimeStamps();
  private final List<String> notes = new ArrayList<>();
  private long entries;
  private long segments;
  private long unsigned;

  /**
   * @param folder the log's folder
   * @param keyFile the public key; without one, that of the folder
   * @param copies files or folders with copies of checkpoints
   */
  public AuditVerifier(Path folder, Optional<Path> keyFile, List<Path> copies) {
    this(folder, keyFile, copies, Set.of());
  }

  /**
   * @param folder the log's folder
   * @param keyFile the public key; without one, that of the folder
   * @param copies files or folders with copies of checkpoints
   * @param authorities one of which must vouch for each time stamp; empty for any
   */
  public AuditVerifier(
      Path folder, Optional<Path> keyFile, List<Path> copies, Set<X509Certificate> authorities) {
    this.authorities = Set.copyOf(authorities);
    this.folder = folder;
    this.keyFile = keyFile;
    this.copies = List.copyOf(copies);
  }

  /**
   * Examines the log.
   *
   * @throws AuditException when there is no log, or a file cannot be read
   */
  public Verification verify() {
    PublicKeys keys = keys();
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    SignedCheckpoints signed = new SignedCheckpoints(folder, keys, threads, notes);
    Optional<Finding> bad = Optional.empty();
    try {
      // Against the order in which they are written: what is read later has what was read before,
      // also while somebody writes.
      stamps.read(folder, copies, authorities);
      signed.readCopies(copies);
      signed.read();
      readSegments(signed, threads);
      signed.compareCopies();
      stamps.compare(signed.hashes());
      noteTorn();
      stamps.note(!authorities.isEmpty()).ifPresent(notes::add);
    } catch (BadLog e) {
      bad = Optional.of(e.finding());
    } catch (IOException e) {
      throw new AuditException("The audit log could not be read: " + e.getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
    noteKey(signed);
    return new Verification(
        folder.toString(),
        bad,
        entries,
        segments,
        signed.count(),
        unsigned,
        signed.lastKey(),
        signed.lastKept(),
        notes);
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

  private void readSegments(SignedCheckpoints signed, Executor threads) throws IOException, BadLog {
    List<String> there;
    try (Stream<Path> files = Files.list(folder)) {
      there = Segments.among(files.map(file -> String.valueOf(file.getFileName())).toList());
    }
    for (String name : signed.segments()) {
      if (!there.contains(name) && !signed.removed().containsKey(name)) {
        List<Checkpoint> known = signed.of(name);
        throw new BadLog(
            Segments.file(name),
            0,
            "not there; found no file, expected %d entries"
                .formatted(known.get(known.size() - 1).entries()));
      }
    }
    signed
        .removed()
        .forEach(
            (name, removal) ->
                notes.add(
                    "%s with %d entries was removed on %s: %s"
                        .formatted(
                            Segments.file(name),
                            removal.entries(),
                            removal.time(),
                            removal.reason())));
    for (String name : there) {
      boolean last = name.equals(there.get(there.size() - 1));
      readSegment(name, signed.of(name), last, threads);
    }
  }

  /** What is left to do with an entry that was looked at by itself. */
  private static final class Looked {
    private final Map<String, Object> entry;
    private final byte[] leaf;

    Looked(byte[] line) {
      this.entry = EntryChain.read(line);
      this.leaf = Hashes.leaf(line);
    }
  }

  private void readSegment(String name, List<Checkpoint> signed, boolean last, Executor threads)
      throws IOException, BadLog {
    String file = Segments.file(name);
    MerkleTree tree = new MerkleTree();
    Map<String, EntryChain> chains = new HashMap<>();
    int next = 0;
    segments++;
    try (LineReader reader = LineReader.open(folder.resolve(file))) {
      LinesAhead<Looked> lines = new LinesAhead<>(reader, Looked::new, threads);
      next = passed(signed, next, tree, lines, file);
      try {
        for (Looked line = lines.next(); line != null; line = lines.next()) {
          String writer = JsonLine.text(line.entry, "writer");
          chains.computeIfAbsent(writer, EntryChain::new).follow(line.entry);
          tree.addLeaf(line.leaf);
          entries++;
          next = passed(signed, next, tree, lines, file);
        }
      } catch (IllegalArgumentException e) {
        throw new BadLog(file, lines.number(), String.valueOf(e.getMessage()));
      }
      if (next < signed.size()) {
        Checkpoint missing = signed.get(signed.size() - 1);
        throw new BadLog(
            file,
            tree.size(),
            "the file ends too early; found %d entries, expected %d, as checkpoint %d says"
                .formatted(tree.size(), missing.entries(), missing.number()));
      }
      noteEnd(file, reader.unfinishedBytes());
    }
    boolean closed = !signed.isEmpty() && signed.get(signed.size() - 1).closes();
    long covered = signed.isEmpty() ? 0 : signed.get(signed.size() - 1).entries();
    if (tree.size() > covered && (closed || !last)) {
      throw new BadLog(
          file,
          covered + 1,
          closed
              ? "an entry after the segment was closed with %d entries".formatted(covered)
              : "entries no checkpoint covers in a segment that is not the last one");
    }
    if (!closed && !last) {
      throw new BadLog(file, 0, "never closed, though there is a later segment");
    }
    unsigned += tree.size() - covered;
  }

  private int passed(
      List<Checkpoint> signed, int next, MerkleTree tree, LinesAhead<Looked> lines, String file)
      throws BadLog {
    int at = next;
    while (at < signed.size() && signed.get(at).entries() == tree.size()) {
      Checkpoint checkpoint = signed.get(at);
      String root = tree.root();
      if (!root.equals(checkpoint.root()) || lines.offset() != checkpoint.bytes()) {
        long before = at == 0 ? 0 : signed.get(at - 1).entries();
        throw new BadLog(
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

  private void noteKey(SignedCheckpoints signed) {
    if (unsigned > 0) {
      notes.add(
          unsigned
              + (unsigned == 1 ? " entry is" : " entries are")
              + " chained but not signed yet: the last could have been cut off or replaced.");
    }
    if (signed.lastKept().equals("store")) {
      notes.add("The signing key is kept in a secret store.");
    }
    if (signed.lastKept().equals("store") && signed.lastFromFile() > 0) {
      notes.add(
          "Up to checkpoint %d the signing key was kept in a file of the machine: that part proves nothing against whoever had that machine."
              .formatted(signed.lastFromFile()));
    }
    if (signed.lastKept().equals("file")) {
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
