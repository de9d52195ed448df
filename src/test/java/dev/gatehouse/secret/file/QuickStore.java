package dev.gatehouse.secret.file;

import dev.gatehouse.secret.MasterPassword;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;

/** A secrets file whose key is made at once; all else is as in production. */
final class QuickStore {

  static final KdfParameters LEAST = new KdfParameters(19 * 1024, 2, 1);

  private QuickStore() {}

  static FileSecretStore at(Path file) {
    return at(file, TypedPassword.right());
  }

  static FileSecretStore at(Path file, MasterPassword password) {
    return at(file, password, new RealDisk());
  }

  static FileSecretStore at(Path file, MasterPassword password, Disk disk) {
    return new FileSecretStore(
        file, password, List.of(), Clock.systemUTC(), disk, QuickStore::key, LEAST);
  }

  static byte[] key(byte[] password, byte[] salt, KdfParameters parameters) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(password);
      digest.update(salt);
      return digest.digest(
          ByteBuffer.allocate(12)
              .putInt(parameters.memoryKib())
              .putInt(parameters.iterations())
              .putInt(parameters.lanes())
              .array());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
