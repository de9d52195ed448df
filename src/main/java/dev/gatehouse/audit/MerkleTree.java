package dev.gatehouse.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962, section 2.1, over the lines of a segment. Keeps only the roots of
 * the largest complete subtrees (its peaks, largest first), which suffice to go on and for the
 * root: at most one for each bit of the size. Not thread-safe.
 */
final class MerkleTree {

  private final List<byte[]> peaks = new ArrayList<>();
  private long size;

  /** An empty tree. */
  MerkleTree() {}

  /**
   * The tree of that size with those peaks.
   *
   * @throws IllegalArgumentException when they do not fit each other
   */
  MerkleTree(long size, List<String> peaks) {
    if (Long.bitCount(size) != peaks.size()) {
      throw new IllegalArgumentException(
          "a tree of " + size + " entries does not have " + peaks.size() + " peaks");
    }
    this.size = size;
    peaks.forEach(peak -> this.peaks.add(Hashes.bytes(peak)));
  }

  void add(byte[] line) {
    addLeaf(Hashes.leaf(line));
  }

  /** Adds a line by {@link Hashes#leaf its hash}. */
  void addLeaf(byte[] leaf) {
    byte[] hash = leaf;
    for (long s = size; (s & 1) == 1; s >>= 1) {
      hash = Hashes.node(peaks.remove(peaks.size() - 1), hash);
    }
    peaks.add(hash);
    size++;
  }

  long size() {
    return size;
  }

  List<String> peaks() {
    return peaks.stream().map(Hashes::hex).toList();
  }

  String root() {
    if (peaks.isEmpty()) {
      return Hashes.hex(Hashes.sha256());
    }
    byte[] hash = peaks.get(peaks.size() - 1);
    for (int i = peaks.size() - 2; i >= 0; i--) {
      hash = Hashes.node(peaks.get(i), hash);
    }
    return Hashes.hex(hash);
  }
}
