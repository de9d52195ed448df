package dev.gatehouse.secret.file;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the master password was derived to, split in three keys of 32 bytes, one a use, by HKDF's
 * expansion (RFC 5869, one block of HMAC-SHA-256). Closing wipes them.
 */
final class MasterKey implements AutoCloseable {

  /** The length of every key, and of what {@link #check} and {@link #authenticate} return. */
  static final int BYTES = 32;

  private final byte[] sealing;
  private final byte[] checking;
  private final byte[] authenticating;

  /** Splits a derived key, which is wiped. */
  MasterKey(byte[] derived) {
    this.sealing = part(derived, "seal");
    this.checking = part(derived, "check");
    this.authenticating = part(derived, "file");
    Arrays.fill(derived, (byte) 0);
  }

  private static byte[] part(byte[] derived, String use) {
    byte[] info = ("gatehouse secrets 1 " + use + "\u0001").getBytes(StandardCharsets.US_ASCII);
    return hmac(derived, info, info.length);
  }

  /** Seals a data key. */
  byte[] seal(byte[] dataKey, byte[] associated) {
    return AesGcm.seal(sealing, dataKey, associated);
  }

  /** Opens a data key, to be wiped by whoever asked. */
  Optional<byte[]> open(byte[] sealed, byte[] associated) {
    return AesGcm.open(sealing, sealed, associated);
  }

  /** Returns what shows, over the first bytes of a file, that this key is its own. */
  byte[] check(byte[] file, int length) {
    return hmac(checking, file, length);
  }

  /** Returns what vouches for the first bytes of a file as a whole. */
  byte[] authenticate(byte[] file, int length) {
    return hmac(authenticating, file, length);
  }

  private static byte[] hmac(byte[] key, byte[] bytes, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "RAW"));
      mac.update(bytes, 0, length);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks HmacSHA256, which every Java must have", e);
    }
  }

  @Override
  public void close() {
    Arrays.fill(sealing, (byte) 0);
    Arrays.fill(checking, (byte) 0);
    Arrays.fill(authenticating, (byte) 0);
  }
}
