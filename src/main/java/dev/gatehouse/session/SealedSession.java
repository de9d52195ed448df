package dev.gatehouse.session;

import dev.gatehouse.flow.KeptSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts sealed with AES-256-GCM: a version byte, a random nonce of 12 bytes, then the ciphertext
 * with its tag of 16. Whose session it is and when it began are bound to it, so that none can be
 * put in another's place or made younger.
 */
final class SealedSession {

  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private SealedSession() {}

  /** Returns the texts sealed for one account and time. */
  static byte[] seal(byte[] key, KeptSession.Key whose, Instant signedIn, List<String> texts) {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    byte[] plain = encoded(texts);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, whose, signedIn);
      byte[] sealed = cipher.doFinal(plain);
      byte[] whole = new byte[1 + NONCE_BYTES + sealed.length];
      whole[0] = VERSION;
      System.arraycopy(nonce, 0, whole, 1, NONCE_BYTES);
      System.arraycopy(sealed, 0, whole, 1 + NONCE_BYTES, sealed.length);
      return whole;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks AES-GCM, which every Java must have", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * Returns the texts, or nothing when they were sealed with another key, for others, or changed.
   */
  static Optional<List<String>> open(
      byte[] key, KeptSession.Key whose, Instant signedIn, byte[] whole) {
    if (whole.length < 1 + NONCE_BYTES + TAG_BITS / 8 || whole[0] != VERSION) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOfRange(whole, 1, 1 + NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, whose, signedIn);
      byte[] plain = cipher.doFinal(whole, 1 + NONCE_BYTES, whole.length - 1 - NONCE_BYTES);
      try {
        return Optional.of(decoded(plain));
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(
      int mode, byte[] key, byte[] nonce, KeptSession.Key whose, Instant signedIn)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(
        encoded(
            List.of(
                whose.environment(),
                whose.portal(),
                whose.account(),
                whose.risk().name(),
                signedIn.toString())));
    return cipher;
  }

  // Each text with its length before it, so that no two lists look alike.
  private static byte[] encoded(List<String> texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(texts.size());
      for (String text : texts) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static List<String> decoded(byte[] plain) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
      String[] texts = new String[in.readInt()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
      }
      return List.of(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
