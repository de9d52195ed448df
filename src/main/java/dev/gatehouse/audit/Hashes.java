package dev.gatehouse.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes of the format, all SHA-256. Thread-safe. */
final class Hashes {

  /** What a chain begins with instead of a previous hash. */
  static final String NONE = "0".repeat(64);

  private static final HexFormat HEX = HexFormat.of();
  // RFC 6962, section 2.1: what is hashed as a leaf can never be taken for a node.
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private Hashes() {}

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns the hash of a leaf of a Merkle tree. */
  static byte[] leaf(byte[] line) {
    return sha256(LEAF, line);
  }

  /** Returns the hash of two neighbours in a Merkle tree. */
  static byte[] node(byte[] left, byte[] right) {
    return sha256(NODE, left, right);
  }

  static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }

  /**
   * Returns the bytes written as lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException when they are not
   */
  static byte[] bytes(String hex) {
    return HEX.parseHex(hex);
  }
}
