package dev.gatehouse.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole Merkle tree of RFC 6962, section 2.1, for proofs: all its hashes, twice 32 bytes a leaf.
 * Immutable.
 */
final class InclusionTree {

  private final List<List<byte[]>> levels = new ArrayList<>();

  /**
   * @param leaves the leaves' hashes, at least one
   */
  InclusionTree(List<byte[]> leaves) {
    List<byte[]> level = List.copyOf(leaves);
    levels.add(level);
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>((level.size() + 1) / 2);
      for (int i = 0; i < level.size(); i += 2) {
        // One without a neighbour goes up as it is: the largest complete subtree is to the left.
        above.add(
            i + 1 < level.size() ? Hashes.node(level.get(i), level.get(i + 1)) : level.get(i));
      }
      levels.add(above);
      level = above;
    }
  }

  String root() {
    return Hashes.hex(levels.get(levels.size() - 1).get(0));
  }

  /** Returns the leaf's audit path (section 2.1.1), the neighbour of the leaf first. */
  List<String> path(int leaf) {
    List<String> path = new ArrayList<>();
    int at = leaf;
    for (List<byte[]> level : levels) {
      int neighbour = at ^ 1;
      if (neighbour < level.size() && level.size() > 1) {
        path.add(Hashes.hex(level.get(neighbour)));
      }
      at >>= 1;
    }
    return path;
  }
}
