package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

  /** RFC 6962, section 2.1, as it is written there. */
  private static byte[] asInTheRfc(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return Hashes.sha256();
    }
    if (leaves.size() == 1) {
      return Hashes.leaf(leaves.get(0));
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return Hashes.node(
        asInTheRfc(leaves.subList(0, split)), asInTheRfc(leaves.subList(split, leaves.size())));
  }

  @Test
  void roots_are_those_of_the_rfc_also_when_going_on_from_peaks() {
    List<byte[]> leaves = new ArrayList<>();
    MerkleTree tree = new MerkleTree();
    for (int i = 0; i < 70; i++) {
      assertThat(tree.root()).isEqualTo(Hashes.hex(asInTheRfc(leaves)));
      tree = new MerkleTree(tree.size(), tree.peaks());
      byte[] leaf = ("leaf " + i).getBytes(UTF_8);
      leaves.add(leaf);
      tree.add(leaf);
    }
  }

  @Test
  void an_empty_tree_has_the_hash_of_nothing() {
    assertThat(new MerkleTree().root())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void peaks_that_do_not_fit_the_size_are_refused() {
    assertThatThrownBy(() -> new MerkleTree(3, List.of(Hashes.NONE)))
        .hasMessage("a tree of 3 entries does not have 1 peaks");
  }
}
