package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The Ed25519 key checkpoints are signed with. Thread-safe. */
final class SigningKey {

  private static final Pattern PRIVATE =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final PrivateKey key;
  private final PublicKeys publicKeys;
  private final String id;
  private final String kept;
  private final String publicPem;
  private volatile Optional<Quick> quick = Optional.empty();

  /** The key's halves as Bouncy Castle takes them. */
  private static final class Quick {
    private final byte[] secret;
    private final byte[] open = new byte[Ed25519.PUBLIC_KEY_SIZE];

    Quick(byte[] secret) {
      this.secret = secret;
      // Made of the secret half: signing with another's would tell the secret.
      Ed25519.generatePublicKey(secret, 0, open, 0);
    }

    byte[] sign(byte[] bytes) {
      byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
      Ed25519.sign(secret, 0, open, 0, bytes, 0, bytes.length, signature, 0);
      return signature;
    }
  }

  private SigningKey(
      PrivateKey key, PublicKeys publicKeys, String id, String kept, String publicPem) {
    this.key = key;
    this.publicKeys = publicKeys;
    this.id = id;
    this.kept = kept;
    this.publicPem = publicPem;
  }

  /**
   * Returns the key that is kept, if there is one.
   *
   * @throws AuditException when it is none
   */
  static Optional<SigningKey> kept(KeyKeeper keeper) throws IOException {
    return keeper.read().map(pem -> read(pem, keeper));
  }

  /** Makes a key and keeps it; if another was kept meanwhile, returns that. */
  static SigningKey made(KeyKeeper keeper) throws IOException {
    return read(keeper.write(make()), keeper);
  }

  private static String make() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return block("PRIVATE", pair.getPrivate().getEncoded())
          + block("PUBLIC", pair.getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java from 15 on has Ed25519", e);
    }
  }

  private static String block(String name, byte[] der) {
    return "-----BEGIN %1$s KEY-----%n%2$s%n-----END %1$s KEY-----%n"
        .formatted(name, LINES.encodeToString(der))
        .replace("\r", "");
  }

  private static String publicPart(String pem) {
    return pem.substring(pem.indexOf("-----BEGIN PUBLIC KEY-----"));
  }

  private static SigningKey read(String pem, KeyKeeper keeper) {
    Matcher block = PRIVATE.matcher(pem);
    try {
      if (!block.find()) {
        throw new IllegalArgumentException("no block -----BEGIN PRIVATE KEY-----");
      }
      byte[] der = Base64.getMimeDecoder().decode(block.group(1));
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
      Arrays.fill(der, (byte) 0);
      PublicKeys publicKeys = PublicKeys.read(pem);
      return new SigningKey(key, publicKeys, publicKeys.only(), keeper.kept(), publicPart(pem));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new AuditException(
          "The key that signs the audit log cannot be read from %s: %s. Put the right one back."
              .formatted(keeper.place(), e.getMessage()),
          e);
    }
  }

  String id() {
    return id;
  }

  String kept() {
    return kept;
  }

  PublicKeys publicKeys() {
    return publicKeys;
  }

  /** Returns the public half as a PEM block. */
  String publicPem() {
    return publicPem;
  }

  /**
   * Has later signatures take a tenth of the time. Takes some tenths of a second itself, so it is
   * for who signs much, and on a thread of its own.
   */
  void quicken() {
    if (key instanceof EdECPrivateKey edwards) {
      quick = edwards.getBytes().map(Quick::new);
    }
  }

  byte[] sign(byte[] bytes) {
    Optional<Quick> now = quick;
    return now.isPresent() ? now.get().sign(bytes) : signAtOnce(bytes);
  }

  private byte[] signAtOnce(byte[] bytes) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(bytes);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read can sign", e);
    }
  }
}
