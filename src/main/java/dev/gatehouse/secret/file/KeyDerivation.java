package dev.gatehouse.secret.file;

/** Makes 32 bytes of key out of a password, slowly. */
@FunctionalInterface
interface KeyDerivation {

  /** Returns the key, to be wiped by whoever asked. */
  byte[] derive(byte[] password, byte[] salt, KdfParameters parameters);
}
