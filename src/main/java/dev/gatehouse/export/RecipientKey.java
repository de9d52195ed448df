package dev.gatehouse.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.PGPKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/** A person's OpenPGP key that messages can be sealed with. Immutable. */
public final class RecipientKey implements Recipient {

  private static final int ENCRYPTS = KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE;

  private final PGPPublicKey key;
  private final String description;

  private RecipientKey(PGPPublicKey key, String description) {
    this.key = key;
    this.description = description;
  }

  /**
   * Reads a public key, armoured or not.
   *
   * @param now keys that have expired by then are refused
   * @throws IllegalArgumentException with a message for a person when the file holds no such key
   */
  public static RecipientKey read(Path file, Instant now) {
    try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
      Iterator<PGPPublicKeyRing> rings =
          new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()).getKeyRings();
      if (!rings.hasNext()) {
        throw wrong(file, "found no OpenPGP public key in it");
      }
      PGPPublicKeyRing ring = rings.next();
      if (rings.hasNext()) {
        throw wrong(file, "found several keys in it");
      }
      return of(file, ring, now);
    } catch (NoSuchFileException e) {
      throw wrong(file, "found no such file");
    } catch (IOException | PGPException e) {
      throw wrong(file, "found something else (%s)".formatted(e.getMessage()));
    }
  }

  private static IllegalArgumentException wrong(Path file, String found) {
    return new IllegalArgumentException(
        "%s: %s; expected the recipient's OpenPGP public key, as gpg --export --armor writes it"
            .formatted(file, found));
  }

  private static RecipientKey of(Path file, PGPPublicKeyRing ring, Instant now)
      throws PGPException {
    PGPPublicKey owner = ring.getPublicKey();
    if (revoked(owner, owner)) {
      throw outOfForce(file, owner, "was revoked");
    }
    if (expired(owner, now)) {
      throw outOfForce(file, owner, "expired on " + end(owner));
    }
    List<PGPPublicKey> usable = new ArrayList<>();
    for (PGPPublicKey key : ring) {
      if (key.isEncryptionKey()
          && encrypts(key, owner)
          && !revoked(key, owner)
          && !expired(key, now)) {
        usable.add(key);
      }
    }
    if (usable.isEmpty()) {
      throw wrong(file, "found a key that is not for encrypting, was revoked or has expired");
    }
    return new RecipientKey(usable.get(usable.size() - 1), described(owner));
  }

  private static String described(PGPPublicKey owner) {
    Iterator<String> names = owner.getUserIDs();
    return "%s (%s)"
        .formatted(
            HexFormat.of().formatHex(owner.getFingerprint()).toUpperCase(Locale.ROOT),
            names.hasNext() ? names.next() : "no name");
  }

  private static IllegalArgumentException outOfForce(Path file, PGPPublicKey owner, String what) {
    return new IllegalArgumentException(
        "%s: found the key %s, which %s; expected one in force. Ask its owner for the new key, as gpg --export --armor writes it."
            .formatted(file, described(owner), what));
  }

  // Only what the key's owner signed counts: anybody can put a subkey of his own into the file.
  private static boolean encrypts(PGPPublicKey key, PGPPublicKey owner) throws PGPException {
    Iterator<PGPSignature> signatures = key.getSignatures();
    while (signatures.hasNext()) {
      PGPSignature signature = signatures.next();
      if (signature.getKeyID() != owner.getKeyID()) {
        continue;
      }
      PGPSignatureSubpacketVector said = signature.getHashedSubPackets();
      int flags = said == null ? 0 : said.getKeyFlags();
      if ((flags & ENCRYPTS) != 0 && holds(signature, key, owner)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(PGPSignature signature, PGPPublicKey key, PGPPublicKey owner)
      throws PGPException {
    signature.init(new BcPGPContentVerifierBuilderProvider(), owner);
    if (signature.getSignatureType() == PGPSignature.SUBKEY_BINDING) {
      return signature.verifyCertification(owner, key);
    }
    Iterator<String> names = owner.getUserIDs();
    while (key.isMasterKey() && names.hasNext()) {
      if (signature.verifyCertification(names.next(), owner)) {
        return true;
      }
      signature.init(new BcPGPContentVerifierBuilderProvider(), owner);
    }
    return false;
  }

  // Whoever says so: a refusal too many is mended sooner than a letter to a thief.
  private static boolean revoked(PGPPublicKey key, PGPPublicKey owner) {
    return key.hasRevocation() || owner.hasRevocation();
  }

  private static boolean expired(PGPPublicKey key, Instant now) {
    return key.getValidSeconds() != 0 && end(key).isBefore(now);
  }

  private static Instant end(PGPPublicKey key) {
    return key.getCreationTime().toInstant().plusSeconds(key.getValidSeconds());
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public PGPKeyEncryptionMethodGenerator method() {
    return new BcPublicKeyKeyEncryptionMethodGenerator(key);
  }
}
