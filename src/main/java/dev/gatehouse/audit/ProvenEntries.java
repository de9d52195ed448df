package dev.gatehouse.audit;

import dev.gatehouse.audit.Checkpoint.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries of a log, each with the proof that a signed checkpoint covers it ({@code
 * docs/audit-format.md}), so that they stand without the entries of others. Used by one thread.
 */
public final class ProvenEntries {

  /** The largest segment a proof is made from: all its hashes are in memory. */
  private static final int MOST_ENTRIES = 20_000_000;

  private final Path folder;
  private final AuditFilter filter;
  private final Map<String, Checkpoint> newest = new HashMap<>();
  private long written;
  private long unproven;

  /**
   * @param folder the log's folder
   * @param filter which entries
   * @param copies files or folders with copies of checkpoints, against which the log must hold
   * @throws AuditException when the log does not hold: nothing of it would prove anything
   */
  public ProvenEntries(Path folder, AuditFilter filter, List<Path> copies) {
    this.folder = folder;
    this.filter = filter;
    Verification found = new AuditVerifier(folder, Optional.empty(), copies).verify();
    if (found.bad().isPresent()) {
      throw new AuditException(
          "%s does not hold: %s. Nothing was exported. Run \"gatehouse audit verify\", and keep the folder as it is."
              .formatted(folder, found.bad().get()));
    }
  }

  /**
   * Writes the entries, a line of JSON each: {@code checkpoint}, {@code entries}, {@code entry},
   * {@code index}, {@code path}, {@code segment}. What no checkpoint covers yet has no proof and is
   * left out.
   *
   * @throws IOException when it cannot be written, or the log not be read
   */
  public void writeTo(OutputStream out) throws IOException {
    try {
      readCheckpoints();
      for (String segment : EntryTable.segments(folder)) {
        write(segment, out);
      }
    } catch (IllegalArgumentException e) {
      throw new AuditException("The audit log was changed meanwhile: " + e.getMessage(), e);
    }
  }

  // Their signatures were checked.
  private void readCheckpoints() throws IOException {
    try (LineReader lines = LineReader.open(folder.resolve(Segments.CHECKPOINTS))) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        Checkpoint checkpoint = Checkpoint.of(JsonLine.parse(line));
        if (checkpoint.kind() == Kind.SIZE) {
          newest.put(checkpoint.segment(), checkpoint);
        }
      }
    }
  }

  /** A segment's newest checkpoint with all hashes under its root. */
  private record Proofs(Checkpoint signed, InclusionTree tree) {

    Map<String, Object> of(Map<String, Object> entry, int index) {
      return Map.of(
          "checkpoint", signed.number(),
          "entries", signed.entries(),
          "entry", entry,
          "index", index,
          "path", tree.path(index),
          "segment", signed.segment());
    }
  }

  private Optional<Proofs> proofs(String segment) throws IOException {
    Checkpoint signed = newest.get(segment);
    if (signed == null || signed.entries() == 0) {
      return Optional.empty();
    }
    if (signed.entries() > MOST_ENTRIES) {
      throw new AuditException(
          "%s has %d entries, more than the %d that proofs are made of."
              .formatted(Segments.file(segment), signed.entries(), MOST_ENTRIES));
    }
    InclusionTree tree = new InclusionTree(leaves(segment, (int) signed.entries()));
    if (!tree.root().equals(signed.root())) {
      throw new IllegalArgumentException(Segments.file(segment) + " has another root");
    }
    return Optional.of(new Proofs(signed, tree));
  }

  private void write(String segment, OutputStream out) throws IOException {
    Optional<Proofs> proofs = proofs(segment);
    long covered = proofs.map(known -> known.signed().entries()).orElse(0L);
    try (LineReader lines = LineReader.open(folder.resolve(Segments.file(segment)))) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        Map<String, Object> entry = EntryChain.read(line);
        if (!filter.takes(entry)) {
          continue;
        }
        if (proofs.isEmpty() || lines.number() > covered) {
          unproven++;
          continue;
        }
        Map<String, Object> proven = proofs.get().of(entry, (int) lines.number() - 1);
        out.write(EntryChain.joined(List.of(CanonicalJson.bytes(proven))));
        written++;
      }
    }
  }

  private List<byte[]> leaves(String segment, int covered) throws IOException {
    List<byte[]> leaves = new ArrayList<>(covered);
    try (LineReader lines = LineReader.open(folder.resolve(Segments.file(segment)))) {
      for (byte[] line = lines.next();
          line != null && leaves.size() < covered;
          line = lines.next()) {
        leaves.add(Hashes.leaf(line));
      }
    }
    return leaves;
  }

  /** Writes the checkpoints, which the proofs lead to. */
  public void writeCheckpoints(OutputStream out) throws IOException {
    Files.copy(folder.resolve(Segments.CHECKPOINTS), out);
  }

  /** Writes the public keys the checkpoints are signed with. */
  public void writeKeys(OutputStream out) throws IOException {
    out.write(
        Files.readString(folder.resolve(Segments.PUBLIC_KEY), StandardCharsets.US_ASCII)
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns how many entries were written. */
  public long written() {
    return written;
  }

  /** Returns how many were left out for want of a checkpoint. */
  public long unproven() {
    return unproven;
  }
}
