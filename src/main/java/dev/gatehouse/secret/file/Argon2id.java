package dev.gatehouse.secret.file;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, version 1.3 (RFC 9106), without secret and associated data. */
final class Argon2id implements KeyDerivation {

  @Override
  public byte[] derive(byte[] password, byte[] salt, KdfParameters parameters) {
    return hash(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(parameters.memoryKib())
            .withIterations(parameters.iterations())
            .withParallelism(parameters.lanes())
            .withSalt(salt)
            .build(),
        password);
  }

  static byte[] hash(Argon2Parameters parameters, byte[] password) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] key = new byte[MasterKey.BYTES];
    generator.generateBytes(password, key);
    return key;
  }
}
