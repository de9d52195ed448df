package dev.gatehouse.secret.file;

import dev.gatehouse.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.UUID;

/** How a file's key is made of the master password, and the key's name. Immutable. */
final class KeyRecipe {

  static final int SALT_BYTES = 16;

  private final UUID keyId;
  private final KdfParameters kdf;
  private final byte[] salt;

  KeyRecipe(UUID keyId, KdfParameters kdf, byte[] salt) {
    this.keyId = keyId;
    this.kdf = kdf;
    this.salt = salt.clone();
  }

  /** Returns the recipe of a key there has never been. */
  static KeyRecipe fresh(KdfParameters kdf) {
    return new KeyRecipe(UUID.randomUUID(), kdf, AesGcm.random(SALT_BYTES));
  }

  /**
   * Makes the key. The password is taken in Unicode's form NFC, since systems differ in how they
   * give an umlaut that was typed.
   */
  MasterKey key(Secret password, KeyDerivation derivation) {
    byte[] bytes =
        Normalizer.normalize(password.reveal(), Normalizer.Form.NFC)
            .getBytes(StandardCharsets.UTF_8);
    try {
      return new MasterKey(derivation.derive(bytes, salt.clone(), kdf));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  UUID keyId() {
    return keyId;
  }

  KdfParameters kdf() {
    return kdf;
  }

  byte[] salt() {
    return salt.clone();
  }

  /** Returns whether the same password gives the same key. */
  boolean sameAs(KeyRecipe other) {
    return keyId.equals(other.keyId)
        && kdf.equals(other.kdf)
        && MessageDigest.isEqual(salt, other.salt);
  }
}
