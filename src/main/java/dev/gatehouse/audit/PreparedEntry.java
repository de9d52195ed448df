package dev.gatehouse.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An entry's line but for the members its chain adds, made before the line's turn comes: whoever
 * holds the log's lock keeps all others waiting. Immutable.
 */
final class PreparedEntry {

  // In the order of the line.
  private static final List<String> CHAINS_OWN = List.of("hash", "prev", "seq", "v", "writer");

  private final byte[] beforeHash;
  private final byte[] beforePrev;
  private final byte[] beforeSeq;
  private final byte[] beforeVersion;

  private PreparedEntry(SortedMap<String, Object> members) {
    this.beforeHash = EntryChain.concatenated(new byte[] {'{'}, bytes(members.headMap("hash")));
    this.beforePrev = bytes(members.subMap("hash", "prev"));
    this.beforeSeq = bytes(members.subMap("prev", "seq"));
    this.beforeVersion = bytes(members.subMap("seq", "v"));
  }

  /**
   * Prepares the entry with those members.
   *
   * @throws IllegalArgumentException when the format does not have one, or the chain adds it
   */
  static PreparedEntry of(Map<String, Object> members) {
    TreeMap<String, Object> sorted = new TreeMap<>(members);
    if (CHAINS_OWN.stream().anyMatch(sorted::containsKey) || !sorted.tailMap("v").isEmpty()) {
      throw new IllegalArgumentException("not the members of an entry: " + sorted.keySet());
    }
    return new PreparedEntry(sorted);
  }

  private static byte[] bytes(SortedMap<String, Object> members) {
    if (members.isEmpty()) {
      return new byte[0];
    }
    byte[] object = CanonicalJson.bytes(members);
    object[object.length - 1] = ',';
    return Arrays.copyOfRange(object, 1, object.length);
  }

  /** Returns the members before {@code hash}: {@code "a":1,"b":2,}, after the brace. */
  byte[] beforeHash() {
    return beforeHash;
  }

  /** Returns those between it and {@code prev}: {@code "a":1,"b":2,}. */
  byte[] beforePrev() {
    return beforePrev;
  }

  /** Returns those between it and {@code seq}. */
  byte[] beforeSeq() {
    return beforeSeq;
  }

  /** Returns those between it and {@code v}; after that comes nothing but the chain's own. */
  byte[] beforeVersion() {
    return beforeVersion;
  }
}
