package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Ed25519 key checkpoints are signed with. Immutable, thread-safe. */
final class SigningKey {

  private static final Pattern PRIVATE =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final PrivateKey key;
  private final PublicKeys publicKeys;
  private final String id;
  private final String kept;

  private SigningKey(PrivateKey key, PublicKeys publicKeys, String id, String kept) {
    this.key = key;
    this.publicKeys = publicKeys;
    this.id = id;
    this.kept = kept;
  }

  /**
   * Returns the log's key; makes one, and exports its public half, for a log that has none yet. The
   * caller holds the log's lock.
   *
   * @param begun whether the log has checkpoints
   * @throws AuditException when the key is not the one the log was signed with, or lost
   */
  static SigningKey of(Disk disk, Path folder, KeyKeeper keeper, boolean begun) throws IOException {
    Path exported = folder.resolve(Segments.PUBLIC_KEY);
    Optional<String> stored = keeper.read();
    if (stored.isEmpty()) {
      if (begun) {
        throw new AuditException(
            "The key that signs the audit log is gone: found none in %s, expected the one of %s. Put it back, or move the folder %s away to begin a new log."
                .formatted(keeper.place(), exported, folder));
      }
      String made = make();
      keeper.write(made);
      stored = Optional.of(made);
    }
    SigningKey key = read(stored.get(), keeper);
    String ours = publicPart(stored.get());
    if (!disk.exists(exported)) {
      disk.writeWhole(exported, ours.getBytes(StandardCharsets.US_ASCII));
    } else if (!exports(disk.read(exported), key)) {
      throw new AuditException(
          "%s does not hold the public half of the key in %s (%s). Put the right one back; if the key itself was exchanged, move the folder %s away to begin a new log."
              .formatted(exported, keeper.place(), key.id, folder));
    }
    return key;
  }

  private static boolean exports(byte[] pem, SigningKey key) {
    try {
      return PublicKeys.read(new String(pem, StandardCharsets.US_ASCII)).has(key.id);
    } catch (IllegalArgumentException e) {
      return false;
    }
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
      return new SigningKey(key, publicKeys, publicKeys.only(), keeper.kept());
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

  byte[] sign(byte[] bytes) {
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
