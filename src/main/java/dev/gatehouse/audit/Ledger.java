package dev.gatehouse.audit;

import dev.gatehouse.audit.Checkpoint.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a log as one writer sees them: the month's segment, the checkpoints and their second
 * copy. Used by one thread at a time, which holds the log's lock, and has taken in what other
 * processes have written since it took it ({@link #catchUp}).
 */
final class Ledger implements Closeable {

  // More than a checkpoint can have: 64 peaks of 67 characters, and its names.
  private static final int LONGEST_CHECKPOINT_BYTES = 16 << 10;

  private final Disk disk;
  private final Path folder;
  private final Clock clock;
  private final String writer;
  private final SigningKey key;
  private PublicKeys known;
  private final LineFile checkpoints;
  private final LineFile anchors;
  private final List<LineFile.Torn> torn = new ArrayList<>();
  private final List<Copied> written = new ArrayList<>();
  private @Nullable Checkpoint last;
  private @Nullable Checkpoint size;
  private String lastHash = Hashes.NONE;
  private String segment = "";
  private @Nullable LineFile file;
  private MerkleTree tree = new MerkleTree();
  private EntryChain chain;

  /** A checkpoint that was written, to be copied elsewhere. */
  record Copied(long number, String line) {}

  private Ledger(
      Disk disk,
      Path folder,
      Clock clock,
      String writer,
      LogKeys keys,
      LineFile checkpoints,
      LineFile anchors) {
    this.disk = disk;
    this.folder = folder;
    this.clock = clock;
    this.writer = writer;
    this.key = keys.signer();
    this.known = keys.known();
    this.checkpoints = checkpoints;
    this.anchors = anchors;
    this.chain = new EntryChain(writer);
  }

  /**
   * Opens the files and takes in what is there.
   *
   * @throws AuditException when they are not as the last checkpoint says
   */
  static Ledger open(
      Disk disk,
      Path folder,
      Path anchorFile,
      Clock clock,
      String writer,
      KeyKeeper keeper,
      Optional<KeyKeeper> former)
      throws IOException {
    LineFile checkpoints = LineFile.open(disk, folder.resolve(Segments.CHECKPOINTS), 0);
    LineFile anchors = null;
    Ledger ledger = null;
    try {
      Optional<byte[]> lastLine = checkpoints.lastLine(LONGEST_CHECKPOINT_BYTES);
      LogKeys keys = LogKeys.of(disk, folder, keeper, former, lastLine.orElse(null));
      anchors = LineFile.open(disk, anchorFile, 0);
      anchors.lastLine(LONGEST_CHECKPOINT_BYTES);
      ledger = new Ledger(disk, folder, clock, writer, keys, checkpoints, anchors);
      if (lastLine.isPresent()) {
        ledger.take(lastLine.get());
        ledger.findSize();
      }
      ledger.anchors.readOn(line -> {}).ifPresent(ledger.torn::add);
      ledger.checkpoints.readOn(ledger::takeOther).ifPresent(ledger.torn::add);
      if (keys.former().isPresent()) {
        ledger.passFrom(keys.former().get());
      }
      ledger.known = keys.signer().publicKeys();
      ledger.goToSegment();
      return ledger;
    } catch (IllegalArgumentException e) {
      close(checkpoints, anchors, ledger);
      throw new AuditException(
          "The last checkpoint in %s does not hold: %s. Run \"gatehouse audit verify\", and keep the folder as it is."
              .formatted(checkpoints.path(), e.getMessage()));
    } catch (IOException | AuditException e) {
      close(checkpoints, anchors, ledger);
      throw e;
    }
  }

  /** Returns whether the log's last checkpoint says so; that it holds is seen on opening. */
  static boolean isSignedFromStore(Path folder) {
    Path file = folder.resolve(Segments.CHECKPOINTS);
    if (!Files.exists(file)) {
      return false;
    }
    try (LineFile checkpoints = LineFile.open(RealDisk.INSTANCE, file, 0)) {
      Optional<byte[]> line = checkpoints.lastLine(LONGEST_CHECKPOINT_BYTES);
      if (line.isEmpty()) {
        return false;
      }
      Map<String, Object> last = JsonLine.parse(line.get());
      return JsonLine.text(last, "kept").equals("store")
          || Kind.KEY.is(JsonLine.text(last, "type"));
    } catch (IOException e) {
      throw new AuditException("The audit log could not be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      // Opening the log tells what is wrong with it.
      return false;
    }
  }

  private static void close(
      LineFile checkpoints, @Nullable LineFile anchors, @Nullable Ledger ledger)
      throws IOException {
    if (ledger != null) {
      ledger.close();
      return;
    }
    checkpoints.close();
    if (anchors != null) {
      anchors.close();
    }
  }

  private void take(byte[] line) {
    Checkpoint read = Checkpoint.read(line, known);
    if (read.kind() == Kind.KEY && !read.reason().equals(key.id())) {
      throw otherKey(read.time(), read.reason());
    }
    last = read;
    lastHash = Hashes.hex(Hashes.sha256(line));
    if (last.kind() == Kind.SIZE) {
      size = last;
    }
  }

  // Somebody else's may be signed with a key that came meanwhile: nothing unfinished, to be cut
  // off.
  private void takeOther(byte[] line) {
    Map<String, Object> members = JsonLine.parse(line);
    String found = JsonLine.text(members, "key");
    if (!known.has(found)) {
      throw otherKey(JsonLine.text(members, "time"), found);
    }
    take(line);
  }

  private AuditException otherKey(String since, String found) {
    return new AuditException(
        "The audit log in %s is signed with another key since %s: found %s, expected %s. Run again."
            .formatted(folder, since, found, key.id()));
  }

  // Where the last one states a removal, the one that tells how far the log goes is before it.
  private void findSize() throws IOException {
    if (size == null) {
      for (Checkpoint checkpoint : all()) {
        size = checkpoint.kind() == Kind.SIZE ? checkpoint : size;
      }
    }
  }

  private List<Checkpoint> all() throws IOException {
    List<Checkpoint> all = new ArrayList<>();
    try (LineFile whole = LineFile.open(disk, checkpoints.path(), 0)) {
      whole.readOn(line -> all.add(Checkpoint.read(line, known))).ifPresent(torn::add);
    }
    return all;
  }

  /**
   * Removes a closed segment, and states that it did.
   *
   * @throws AuditException when the segment is not closed, or there is none of the name
   */
  void remove(String name, String reason) throws IOException {
    catchUp();
    Checkpoint closing = null;
    boolean stated = false;
    for (Checkpoint checkpoint : all()) {
      if (checkpoint.segment().equals(name)) {
        closing = checkpoint.closes() && checkpoint.kind() == Kind.SIZE ? checkpoint : closing;
        stated |= checkpoint.kind() == Kind.REMOVAL;
      }
    }
    if (closing == null) {
      throw new AuditException(
          "%s is not closed: entries may follow. It stays.".formatted(Segments.file(name)));
    }
    // Stated first: a segment that is gone without a word is missing. Whoever dies in between
    // leaves one that is there and need not be.
    if (!stated) {
      write(
          new Checkpoint(
              Kind.REMOVAL,
              last == null ? 1 : last.number() + 1,
              Times.text(clock.instant()),
              name,
              closing.entries(),
              closing.bytes(),
              true,
              closing.root(),
              closing.peaks(),
              reason,
              lastHash,
              key.id(),
              key.kept()),
          key);
    }
    disk.delete(folder.resolve(Segments.file(name)));
  }

  private void passFrom(SigningKey former) throws IOException {
    Checkpoint before = last;
    if (before != null && !before.key().equals(key.id()) && before.kind() != Kind.KEY) {
      write(before.next(former, Times.text(clock.instant()), lastHash, key), former);
    }
  }

  /** Takes in what others have written. */
  void catchUp() throws IOException {
    String before = lastHash;
    checkpoints.readOn(this::takeOther).ifPresent(torn::add);
    if (size != null && !lastHash.equals(before) && (closed() || !size.segment().equals(segment))) {
      goToSegment();
    } else if (file != null) {
      readOn(file);
    }
  }

  private boolean closed() {
    return size != null && size.closes() && size.segment().equals(segment);
  }

  private void readOn(LineFile entries) throws IOException {
    entries
        .readOn(
            line -> {
              EntryChain.read(line);
              tree.add(line);
            })
        .ifPresent(torn::add);
  }

  // The segment to write to: the last one that is not closed, else one yet to be begun.
  private void goToSegment() throws IOException {
    List<String> there = Segments.among(disk.names(folder));
    String newest = there.isEmpty() ? "" : there.get(there.size() - 1);
    Checkpoint known = size;
    if (known == null || known.closes()) {
      String least = known == null ? "" : Segments.after(known.segment());
      boolean begun = !newest.isEmpty() && newest.compareTo(least) >= 0;
      begin(begun ? newest : later(least, Times.month(clock.instant())), new MerkleTree());
      if (begun) {
        openFile(0);
      }
      return;
    }
    if (!there.contains(known.segment())) {
      throw new AuditException(
          "%s is gone, which had %d entries. Run \"gatehouse audit verify\", and keep the folder as it is."
              .formatted(folder.resolve(Segments.file(known.segment())), known.entries()));
    }
    begin(known.segment(), known.tree());
    openFile(known.bytes());
  }

  private static String later(String one, String other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void begin(String name, MerkleTree known) throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
    if (!name.equals(segment)) {
      chain = new EntryChain(writer);
    }
    segment = name;
    tree = known;
  }

  private LineFile openFile(long bytes) throws IOException {
    LineFile opened = LineFile.open(disk, folder.resolve(Segments.file(segment)), bytes);
    file = opened;
    readOn(opened);
    return opened;
  }

  /** Appends entries to what was caught up with; returns when they are on the disk. */
  void append(List<PreparedEntry> entries) throws IOException {
    String month = Times.month(clock.instant());
    if (month.compareTo(segment) > 0) {
      close(month);
    }
    LineFile open = file != null ? file : openFile(0);
    List<byte[]> lines = new ArrayList<>();
    entries.forEach(entry -> lines.add(chain.next(entry)));
    open.append(EntryChain.joined(lines));
    lines.forEach(tree::add);
  }

  private void close(String next) throws IOException {
    if (file == null && disk.exists(segmentFile())) {
      openFile(0);
    }
    if (file != null) {
      sign(true);
    }
    begin(next, new MerkleTree());
  }

  /** Returns how many entries no checkpoint covers. */
  long unsigned() {
    return tree.size() - (size != null && size.segment().equals(segment) ? size.entries() : 0);
  }

  /** Signs all entries of the segment. */
  void sign() throws IOException {
    sign(false);
  }

  private void sign(boolean closes) throws IOException {
    long bytes = file == null ? 0 : file.length();
    write(
        new Checkpoint(
            Kind.SIZE,
            last == null ? 1 : last.number() + 1,
            Times.text(clock.instant()),
            segment,
            tree.size(),
            bytes,
            closes,
            tree.root(),
            tree.peaks(),
            "",
            lastHash,
            key.id(),
            key.kept()),
        key);
  }

  private void write(Checkpoint checkpoint, SigningKey signer) throws IOException {
    byte[] line = checkpoint.line(signer);
    byte[] ended = EntryChain.joined(List.of(line));
    checkpoints.append(ended);
    last = checkpoint;
    if (checkpoint.kind() == Kind.SIZE) {
      size = checkpoint;
    }
    lastHash = Hashes.hex(Hashes.sha256(line));
    anchors.readOn(other -> {}).ifPresent(torn::add);
    anchors.append(ended);
    written.add(new Copied(checkpoint.number(), new String(line, StandardCharsets.UTF_8)));
  }

  /** Has later signatures take less time; takes some itself, and needs no lock. */
  void quicken() {
    key.quicken();
  }

  byte[] signed(Map<String, Object> members) {
    return SignedObject.sign(members, key);
  }

  /** Returns what was cut off since the last call. */
  List<LineFile.Torn> takeTorn() {
    List<LineFile.Torn> taken = List.copyOf(torn);
    torn.clear();
    return taken;
  }

  /** Returns the checkpoints this writer wrote since the last call. */
  List<Copied> takeWritten() {
    List<Copied> taken = List.copyOf(written);
    written.clear();
    return taken;
  }

  /** Returns the segment entries go to now. */
  String segment() {
    return segment;
  }

  /** Returns how many bytes of it are known to be on the disk. */
  long length() {
    return file == null ? 0 : file.length();
  }

  /** Returns the file entries go to now. */
  Path segmentFile() {
    return folder.resolve(Segments.file(segment));
  }

  @Override
  public void close() throws IOException {
    checkpoints.close();
    anchors.close();
    if (file != null) {
      file.close();
    }
  }
}
