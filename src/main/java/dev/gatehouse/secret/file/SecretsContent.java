package dev.gatehouse.secret.file;

import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStoreException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a secrets file holds, still sealed. Immutable. */
final class SecretsContent {

  /** Larger files are not read into memory; more than 100,000 passwords fit. */
  static final int MOST_BYTES = 64 << 20;

  private final KeyRecipe recipe;
  private final long generation;
  private final SortedMap<SecretName, SealedRecord> records;

  private SecretsContent(
      KeyRecipe recipe, long generation, SortedMap<SecretName, SealedRecord> records) {
    this.recipe = recipe;
    this.generation = generation;
    this.records = records;
  }

  /** Returns the content of a file yet to be written. */
  static SecretsContent empty(KeyRecipe recipe) {
    return new SecretsContent(recipe, 0, new TreeMap<>());
  }

  long generation() {
    return generation;
  }

  Optional<SealedRecord> find(SecretName name) {
    return Optional.ofNullable(records.get(name));
  }

  List<SecretInfo> list() {
    return records.values().stream().map(SealedRecord::info).toList();
  }

  SecretsContent with(SealedRecord record) {
    SortedMap<SecretName, SealedRecord> changed = new TreeMap<>(records);
    changed.put(record.info().name(), record);
    return new SecretsContent(recipe, generation, changed);
  }

  SecretsContent without(SecretName name) {
    SortedMap<SecretName, SealedRecord> changed = new TreeMap<>(records);
    changed.remove(name);
    return new SecretsContent(recipe, generation, changed);
  }

  SecretsContent ofGeneration(long other) {
    return new SecretsContent(recipe, other, records);
  }

  /** Returns the records of another content, sealed by this one's key under fresh data keys. */
  SecretsContent taking(SecretsContent other, MasterKey from, MasterKey to, Refusals refusals) {
    SortedMap<SecretName, SealedRecord> resealed = new TreeMap<>();
    other.records.forEach(
        (name, record) ->
            resealed.put(
                name,
                record
                    .resealed(from, to)
                    .orElseThrow(() -> refusals.damaged(name + " does not open"))));
    return new SecretsContent(recipe, other.generation, resealed);
  }

  /** Returns the bytes of the file. */
  byte[] encode(MasterKey key) {
    int length = FileHeader.BYTES + MasterKey.BYTES;
    for (SealedRecord record : records.values()) {
      length = Math.addExact(length, record.encodedBytes());
    }
    byte[] file = new byte[length];
    new FileHeader(length, recipe, generation, records.size()).encode(file, key);
    ByteBuffer to = ByteBuffer.wrap(file);
    to.position(FileHeader.BYTES);
    records.values().forEach(record -> record.encode(to));
    to.put(key.authenticate(file, length - MasterKey.BYTES));
    return file;
  }

  /**
   * Reads a file whose header was read, and believes nothing of it before all of it is vouched for.
   *
   * @throws SecretStoreException saying what is wrong
   */
  static SecretsContent decode(byte[] file, FileHeader header, MasterKey key, Refusals refusals) {
    if (!FileHeader.opens(key, file)) {
      throw refusals.wrongPassword();
    }
    int end = file.length - MasterKey.BYTES;
    if (!MessageDigest.isEqual(
        key.authenticate(file, end), Arrays.copyOfRange(file, end, file.length))) {
      throw refusals.damaged("its seal is broken");
    }
    SortedMap<SecretName, SealedRecord> records = new TreeMap<>();
    ByteBuffer from = ByteBuffer.wrap(file, FileHeader.BYTES, end - FileHeader.BYTES);
    try {
      for (int i = 0; i < header.records(); i++) {
        SealedRecord record = SealedRecord.decode(from);
        records.put(record.info().name(), record);
      }
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
      throw refusals.damaged("a record cannot be read");
    }
    if (records.size() != header.records() || from.hasRemaining()) {
      throw refusals.damaged("it holds other records than it says");
    }
    return new SecretsContent(header.recipe(), header.generation(), records);
  }
}
