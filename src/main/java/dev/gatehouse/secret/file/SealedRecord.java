package dev.gatehouse.secret.file;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * One secret as it lies in the file: what may be told of it, a data key of its own sealed by the
 * master key, and the value sealed by the data key. Both are bound to whose, what and which version
 * it is, so that neither opens in another's place. Immutable.
 */
final class SealedRecord {

  /** Gatehouse has one tenant; the name is bound so that another's record will not open here. */
  private static final String TENANT = "default";

  private static final int SEALED_KEY_BYTES = MasterKey.BYTES + AesGcm.OVERHEAD_BYTES;

  private final SecretInfo info;
  private final byte[] sealedKey;
  private final byte[] sealedValue;

  private SealedRecord(SecretInfo info, byte[] sealedKey, byte[] sealedValue) {
    this.info = info;
    this.sealedKey = sealedKey;
    this.sealedValue = sealedValue;
  }

  /** Seals a value under a fresh data key. */
  static SealedRecord seal(MasterKey master, SecretInfo info, byte[] value) {
    byte[] dataKey = AesGcm.random(MasterKey.BYTES);
    try {
      return new SealedRecord(
          info,
          master.seal(dataKey, associated(info, "key")),
          AesGcm.seal(dataKey, value, associated(info, "value")));
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /** Returns the value, to be wiped by whoever asked, or empty if anything was changed. */
  Optional<byte[]> openBytes(MasterKey master) {
    Optional<byte[]> dataKey = master.open(sealedKey, associated(info, "key"));
    try {
      return dataKey.flatMap(key -> AesGcm.open(key, sealedValue, associated(info, "value")));
    } finally {
      dataKey.ifPresent(key -> Arrays.fill(key, (byte) 0));
    }
  }

  /** Returns the value as a secret, or empty if anything was changed. */
  Optional<Secret> open(MasterKey master) {
    return openBytes(master)
        .map(
            bytes -> {
              try {
                return Secret.ofUtf8(bytes);
              } finally {
                Arrays.fill(bytes, (byte) 0);
              }
            });
  }

  /** Returns the same secret, sealed by another master key under a fresh data key. */
  Optional<SealedRecord> resealed(MasterKey from, MasterKey to) {
    return openBytes(from)
        .map(
            bytes -> {
              try {
                return seal(to, info, bytes);
              } finally {
                Arrays.fill(bytes, (byte) 0);
              }
            });
  }

  SecretInfo info() {
    return info;
  }

  // Every text has its length before it, so that no two sets of them give the same bytes.
  private static byte[] associated(SecretInfo info, String use) {
    SecretName name = info.name();
    byte[][] texts = {
      ascii("gatehouse secret 1"),
      ascii(use),
      ascii(TENANT),
      ascii(name.scope()),
      ascii(name.account()),
      ascii(name.field())
    };
    int length = 4 + 8 + 8;
    for (byte[] text : texts) {
      length += 1 + text.length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (byte[] text : texts) {
      bytes.put((byte) text.length).put(text);
    }
    return bytes
        .putInt(info.version())
        .putLong(info.created().toEpochMilli())
        .putLong(info.changed().toEpochMilli())
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  int encodedBytes() {
    SecretName name = info.name();
    int texts = 3 + name.scope().length() + name.account().length() + name.field().length();
    return texts + 4 + 8 + 8 + SEALED_KEY_BYTES + 4 + sealedValue.length;
  }

  void encode(ByteBuffer to) {
    SecretName name = info.name();
    for (String part : new String[] {name.scope(), name.account(), name.field()}) {
      to.put((byte) part.length()).put(ascii(part));
    }
    to.putInt(info.version());
    to.putLong(info.created().toEpochMilli()).putLong(info.changed().toEpochMilli());
    to.put(sealedKey).putInt(sealedValue.length).put(sealedValue);
  }

  /**
   * Reads one record.
   *
   * @throws java.nio.BufferUnderflowException when the bytes end too early
   * @throws IllegalArgumentException when they are no record
   */
  static SealedRecord decode(ByteBuffer from) {
    SecretName name = new SecretName(text(from), text(from), text(from));
    SecretInfo info =
        new SecretInfo(
            name,
            from.getInt(),
            Instant.ofEpochMilli(from.getLong()),
            Instant.ofEpochMilli(from.getLong()));
    byte[] sealedKey = new byte[SEALED_KEY_BYTES];
    from.get(sealedKey);
    int length = from.getInt();
    if (length < AesGcm.OVERHEAD_BYTES || length > from.remaining()) {
      throw new IllegalArgumentException("a value's length is " + length);
    }
    byte[] sealedValue = new byte[length];
    from.get(sealedValue);
    return new SealedRecord(info, sealedKey, sealedValue);
  }

  private static String text(ByteBuffer from) {
    byte[] bytes = new byte[Byte.toUnsignedInt(from.get())];
    from.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
