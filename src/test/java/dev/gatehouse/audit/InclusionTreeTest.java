package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InclusionTreeTest {

  /** RFC 9162, section 2.1.3.2, as it is written there; empty when the path does not fit. */
  private static String climbed(byte[] leaf, int index, int size, List<String> path) {
    int fn = index;
    int sn = size - 1;
    byte[] r = leaf;
    for (String text : path) {
      byte[] p = Hashes.bytes(text);
      if (sn == 0) {
        return "";
      }
      if ((fn & 1) == 1 || fn == sn) {
        r = Hashes.node(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = Hashes.node(r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 ? Hashes.hex(r) : "";
  }

  @Test
  void every_leaf_of_trees_of_many_sizes_leads_to_the_signed_root() {
    List<byte[]> leaves = new ArrayList<>();
    MerkleTree signed = new MerkleTree();
    for (int size = 1; size <= 70; size++) {
      byte[] line = ("line " + size).getBytes(UTF_8);
      signed.add(line);
      leaves.add(Hashes.leaf(line));
      InclusionTree tree = new InclusionTree(leaves);
      assertThat(tree.root()).isEqualTo(signed.root());
      for (int i = 0; i < size; i++) {
        assertThat(climbed(leaves.get(i), i, size, tree.path(i))).isEqualTo(signed.root());
        if (size > 1) {
          assertThat(climbed(leaves.get(i), (i + 1) % size, size, tree.path(i)))
              .isNotEqualTo(signed.root());
        }
      }
    }
  }
}
