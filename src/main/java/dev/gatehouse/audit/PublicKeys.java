package dev.gatehouse.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Public keys checkpoints may be signed with, by their ids. Thread-safe. */
final class PublicKeys {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*)-----END PUBLIC KEY-----");

  /** No keys. */
  static final PublicKeys NONE = new PublicKeys(Map.of());

  // Bouncy Castle takes a tenth of Java's time for a signature, and half a second to begin with.
  private static final int FEW = 200;
  private static final int RAW_BYTES = 32;

  private final Map<String, PublicKey> keys;
  private final AtomicInteger checks = new AtomicInteger();

  private PublicKeys(Map<String, PublicKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * Reads one or several PEM blocks.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static PublicKeys read(String pem) {
    Map<String, PublicKey> keys = new LinkedHashMap<>();
    Matcher block = PEM.matcher(pem);
    while (block.find()) {
      try {
        byte[] der = Base64.getMimeDecoder().decode(block.group(1));
        PublicKey key =
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        keys.put(id(key), key);
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("not an Ed25519 public key", e);
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no block -----BEGIN PUBLIC KEY-----");
    }
    return new PublicKeys(keys);
  }

  /** Returns the key's id: the first 8 bytes of the SHA-256 of its DER form. */
  static String id(PublicKey key) {
    return Hashes.hex(Arrays.copyOf(Hashes.sha256(key.getEncoded()), 8));
  }

  /**
   * Returns the id of the one key there is.
   *
   * @throws IllegalArgumentException when there are several
   */
  String only() {
    if (keys.size() != 1) {
      throw new IllegalArgumentException("expected one public key, found " + keys.size());
    }
    return keys.keySet().iterator().next();
  }

  /** Returns these and one of the others, if it is among them. */
  PublicKeys plus(String id, PublicKeys others) {
    Map<String, PublicKey> both = new LinkedHashMap<>(keys);
    PublicKey other = others.keys.get(id);
    if (other != null) {
      both.put(id, other);
    }
    return new PublicKeys(both);
  }

  boolean has(String id) {
    return keys.containsKey(id);
  }

  /**
   * Checks a signature.
   *
   * @param signed what was signed, in parts
   * @throws IllegalArgumentException with what is wrong
   */
  void check(String id, byte[][] signed, String signature) {
    PublicKey key = keys.get(id);
    if (key == null) {
      throw new IllegalArgumentException(
          "signed with another key; found "
              + id
              + ", expected "
              + String.join(", ", keys.keySet()));
    }
    byte[] bytes = Hashes.bytes(signature);
    if (checks.incrementAndGet() > FEW && rightAtOnce(key, signed, bytes)) {
      return;
    }
    boolean right;
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      for (byte[] part : signed) {
        verifier.update(part);
      }
      right = verifier.verify(bytes);
    } catch (GeneralSecurityException e) {
      right = false;
    }
    if (!right) {
      throw new IllegalArgumentException("its signature does not fit what it says");
    }
  }

  // What it does not take, Java has the last word on.
  private static boolean rightAtOnce(PublicKey key, byte[][] signed, byte[] signature) {
    if (signature.length != Ed25519.SIGNATURE_SIZE) {
      return false;
    }
    byte[] der = key.getEncoded();
    // RFC 8410: the key is the last 32 bytes.
    byte[] raw = Arrays.copyOfRange(der, der.length - RAW_BYTES, der.length);
    byte[] message = EntryChain.concatenated(signed);
    return Ed25519.verify(signature, 0, raw, 0, message, 0, message.length);
  }
}
