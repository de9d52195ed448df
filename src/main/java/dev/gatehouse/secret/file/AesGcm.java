package dev.gatehouse.secret.file;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce of 12 bytes before and a tag of 16 bytes after
 * the sealed bytes.
 */
final class AesGcm {

  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  /** How much longer sealed bytes are. */
  static final int OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

  private static final SecureRandom RANDOM = new SecureRandom();

  private AesGcm() {}

  /** Returns random bytes. */
  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  /** Seals bytes under a key and binds them to associated data. */
  static byte[] seal(byte[] key, byte[] plain, byte[] associated) {
    return seal(key, random(NONCE_BYTES), plain, associated);
  }

  /** Seals with a given nonce; only for known answers. */
  static byte[] seal(byte[] key, byte[] nonce, byte[] plain, byte[] associated) {
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0);
      cipher.updateAAD(associated);
      byte[] sealed = new byte[OVERHEAD_BYTES + plain.length];
      System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw lacking(e);
    }
  }

  /** Opens what was sealed, or returns empty if key, bytes or associated data are others. */
  static Optional<byte[]> open(byte[] key, byte[] sealed, byte[] associated) {
    if (sealed.length < OVERHEAD_BYTES) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, sealed, 0);
      cipher.updateAAD(associated);
      return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw lacking(e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, int offset)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(TAG_BYTES * 8, nonce, offset, NONCE_BYTES));
    return cipher;
  }

  private static IllegalStateException lacking(GeneralSecurityException e) {
    return new IllegalStateException("This Java lacks AES-256-GCM, which every Java 17 has", e);
  }
}
