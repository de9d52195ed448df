package dev.gatehouse.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An entry's line but for the members its chain adds, made before the line's turn comes: whoever
 * holds the log's lock keeps all others waiting. Immutable.
 *
 * @param beforeHash the members before {@code hash}, as {@code {"a":1,"b":2,}
 * @param beforePrev those between it and {@code prev}, as {@code "a":1,"b":2,}
 * @param beforeSeq those between it and {@code seq}
 * @param beforeVersion those between it and {@code v}; nothing but the chain's own follows
 */
record PreparedEntry(
    byte[] beforeHash, byte[] beforePrev, byte[] beforeSeq, byte[] beforeVersion) {

  // In the order of the line.
  private static final List<String> CHAINS_OWN = List.of("hash", "prev", "seq", "v", "writer");

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
    byte[] first = bytes(sorted.headMap("hash"));
    return new PreparedEntry(
        EntryChain.concatenated(new byte[] {'{'}, first),
        bytes(sorted.subMap("hash", "prev")),
        bytes(sorted.subMap("prev", "seq")),
        bytes(sorted.subMap("seq", "v")));
  }

  private static byte[] bytes(SortedMap<String, Object> members) {
    if (members.isEmpty()) {
      return new byte[0];
    }
    byte[] object = CanonicalJson.bytes(members);
    object[object.length - 1] = ',';
    return Arrays.copyOfRange(object, 1, object.length);
  }
}
