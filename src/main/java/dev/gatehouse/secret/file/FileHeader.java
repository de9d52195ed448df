package dev.gatehouse.secret.file;

import dev.gatehouse.secret.SecretStoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/**
 * The first 134 bytes of a secrets file: how to make its key, and how long it is. A checksum tells
 * a flipped bit from a wrong password before any password is tried; it needs no key and protects
 * against accidents only, the rest against intent. Immutable.
 */
final class FileHeader {

  static final int BYTES = 134;

  /** The format this class reads and writes. */
  static final int FORMAT = 1;

  private static final byte[] MAGIC = "GHSECRET".getBytes(StandardCharsets.US_ASCII);

  private static final int FORMAT_AT = 8;
  private static final int CHECK_AT = 70;
  private static final int SUM_AT = CHECK_AT + MasterKey.BYTES;

  private final int fileBytes;
  private final KeyRecipe recipe;
  private final long generation;
  private final int records;

  FileHeader(int fileBytes, KeyRecipe recipe, long generation, int records) {
    this.fileBytes = fileBytes;
    this.recipe = recipe;
    this.generation = generation;
    this.records = records;
  }

  KeyRecipe recipe() {
    return recipe;
  }

  long generation() {
    return generation;
  }

  int records() {
    return records;
  }

  /** Writes the header at the beginning of a file. */
  void encode(byte[] file, MasterKey key) {
    ByteBuffer to = ByteBuffer.wrap(file);
    to.put(MAGIC).putShort((short) FORMAT).putInt(fileBytes);
    UUID keyId = recipe.keyId();
    to.putLong(keyId.getMostSignificantBits()).putLong(keyId.getLeastSignificantBits());
    KdfParameters kdf = recipe.kdf();
    to.putInt(kdf.memoryKib()).putInt(kdf.iterations()).putInt(kdf.lanes());
    to.put(recipe.salt()).putLong(generation).putInt(records);
    to.put(key.check(file, CHECK_AT));
    to.put(sum(file));
  }

  /**
   * Reads and checks the header of a whole file, as far as that goes without its key.
   *
   * @throws SecretStoreException saying what is wrong
   */
  static FileHeader decode(byte[] file, Refusals refusals) {
    int known = Math.min(MAGIC.length, file.length);
    if (!Arrays.equals(file, 0, known, MAGIC, 0, known)) {
      throw refusals.damaged("it does not begin with GHSECRET");
    }
    if (file.length < BYTES) {
      throw refusals.truncated(file.length, BYTES);
    }
    requireFormat(file, refusals);
    ByteBuffer from = ByteBuffer.wrap(file, FORMAT_AT + Short.BYTES, CHECK_AT);
    int fileBytes = from.getInt();
    if (fileBytes < BYTES + MasterKey.BYTES) {
      throw refusals.damaged("it says that it has " + fileBytes + " bytes");
    }
    if (fileBytes > file.length) {
      throw refusals.truncated(file.length, fileBytes);
    }
    if (fileBytes < file.length) {
      throw refusals.damaged("found %d bytes, expected %d".formatted(file.length, fileBytes));
    }
    UUID keyId = new UUID(from.getLong(), from.getLong());
    KdfParameters kdf;
    try {
      kdf = new KdfParameters(from.getInt(), from.getInt(), from.getInt());
    } catch (IllegalArgumentException e) {
      throw refusals.damaged(String.valueOf(e.getMessage()));
    }
    byte[] salt = new byte[KeyRecipe.SALT_BYTES];
    from.get(salt);
    return new FileHeader(
        fileBytes, new KeyRecipe(keyId, kdf, salt), from.getLong(), from.getInt());
  }

  // A later format may keep its checksum elsewhere; a format's number with a flipped bit does not.
  private static void requireFormat(byte[] file, Refusals refusals) {
    int format = Short.toUnsignedInt(ByteBuffer.wrap(file).getShort(FORMAT_AT));
    byte[] header = Arrays.copyOf(file, BYTES);
    ByteBuffer.wrap(header).putShort(FORMAT_AT, (short) FORMAT);
    boolean whole = MessageDigest.isEqual(sum(header), Arrays.copyOfRange(header, SUM_AT, BYTES));
    if (format > FORMAT && !whole) {
      throw refusals.newer(format, FORMAT);
    }
    if (format != FORMAT || !whole) {
      throw refusals.damaged("its header's checksum does not fit");
    }
  }

  /** Returns whether the key is the one a file was written with. */
  static boolean opens(MasterKey key, byte[] file) {
    return MessageDigest.isEqual(
        key.check(file, CHECK_AT), Arrays.copyOfRange(file, CHECK_AT, SUM_AT));
  }

  /** Returns the checksum of a file's header: SHA-256 of what stands before it. */
  static byte[] sum(byte[] file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file, 0, SUM_AT);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256, which every Java must have", e);
    }
  }
}
