package dev.gatehouse.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A signed statement of the log: how long a segment is and the Merkle root over its entries, or
 * that a segment was removed, or that another key signs from now on. Checkpoints are chained: each
 * names the hash of the one before.
 *
 * @param kind what is stated
 * @param number 1 for the first, one more each
 * @param time when it was signed, as written
 * @param segment the month: {@code 2026-11}
 * @param entries how many entries the segment has; of a removed one, had
 * @param bytes how many bytes they take, line feeds included
 * @param closes whether no entry may follow in the segment
 * @param root the Merkle root over the entries' lines
 * @param peaks the roots of the tree's complete subtrees, largest first, from which it can go on
 * @param reason why a segment was removed; the id of the key that signs from now on; else empty
 * @param prev the SHA-256 of the previous checkpoint's line
 * @param key the id of the key it is signed with
 * @param kept where that key is kept: {@code file} on the same machine, {@code store} in a secret
 *     store
 */
record Checkpoint(
    Kind kind,
    long number,
    String time,
    String segment,
    long entries,
    long bytes,
    boolean closes,
    String root,
    List<String> peaks,
    String reason,
    String prev,
    String key,
    String kept) {

  /** What a checkpoint states. */
  enum Kind {
    SIZE("checkpoint"),
    REMOVAL("removal"),
    KEY("key");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    boolean is(String written) {
      return word.equals(written);
    }

    static Kind of(String written) {
      for (Kind kind : values()) {
        if (kind.is(written)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no type of checkpoint: " + written);
    }
  }

  private static final int MEMBERS = 15;

  Checkpoint {
    peaks = List.copyOf(peaks);
  }

  private Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("v", EntryChain.VERSION);
    members.put("type", kind.word);
    members.put("number", number);
    members.put("time", time);
    members.put("segment", segment);
    members.put("entries", entries);
    members.put("bytes", bytes);
    members.put("closes", closes);
    members.put("root", root);
    members.put("peaks", peaks);
    members.put("reason", reason);
    members.put("prev", prev);
    members.put("key", key);
    members.put("kept", kept);
    return members;
  }

  /**
   * Returns the statement, after this one, that another key signs from now on. It repeats what this
   * one says of the log, so that who reads the last line only still knows that.
   *
   * @param former signs it
   */
  Checkpoint next(SigningKey former, String time, String prev, SigningKey signer) {
    return new Checkpoint(
        Kind.KEY,
        number + 1,
        time,
        segment,
        entries,
        bytes,
        closes,
        root,
        peaks,
        signer.id(),
        prev,
        former.id(),
        former.kept());
  }

  /** Returns the line, signed, without a line feed. */
  byte[] line(SigningKey signer) {
    Map<String, Object> members = members();
    members.put("signature", Hashes.hex(signer.sign(CanonicalJson.bytes(members))));
    return CanonicalJson.bytes(members);
  }

  /**
   * Reads a line and checks its signature.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Checkpoint read(byte[] line, PublicKeys keys) {
    return read(line, keys, hash -> false);
  }

  /**
   * Reads a line and checks its signature, unless a line of the same hash was checked before.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Checkpoint read(byte[] line, PublicKeys keys, Predicate<String> checked) {
    JsonLine.Read read = JsonLine.parse(line, "signature");
    Map<String, Object> members = read.members();
    if (JsonLine.number(members, "v") != EntryChain.VERSION) {
      throw new IllegalArgumentException("a later version of the format: " + members.get("v"));
    }
    Checkpoint checkpoint = of(members);
    if (members.size() != MEMBERS) {
      throw new IllegalArgumentException("not the members of a checkpoint");
    }
    String signature = JsonLine.text(members, "signature");
    if (!checked.test(Hashes.hex(Hashes.sha256(line)))) {
      keys.check(checkpoint.key(), read.without(), signature);
    }
    return checkpoint;
  }

  /** Returns what a line says; checks no signature. */
  static Checkpoint of(Map<String, Object> members) {
    String type = JsonLine.text(members, "type");
    if (!(members.get("closes") instanceof Boolean closes)
        || !(members.get("peaks") instanceof List<?> peaks)) {
      throw new IllegalArgumentException("not the members of a checkpoint");
    }
    return new Checkpoint(
        Kind.of(type),
        JsonLine.number(members, "number"),
        JsonLine.text(members, "time"),
        Segments.checked(JsonLine.text(members, "segment")),
        JsonLine.number(members, "entries"),
        JsonLine.number(members, "bytes"),
        closes,
        JsonLine.hash(members, "root"),
        peaks.stream().map(String::valueOf).toList(),
        JsonLine.text(members, "reason"),
        JsonLine.hash(members, "prev"),
        JsonLine.text(members, "key"),
        JsonLine.text(members, "kept"));
  }

  /** Returns the segment's tree as it was. */
  MerkleTree tree() {
    MerkleTree tree = new MerkleTree(entries, peaks);
    if (!tree.root().equals(root)) {
      throw new IllegalArgumentException("its peaks do not make its root");
    }
    return tree;
  }
}
