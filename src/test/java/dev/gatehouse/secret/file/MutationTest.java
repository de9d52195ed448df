package dev.gatehouse.secret.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes a secrets file in 10,000 and more ways; none is taken for the file that was written. */
class MutationTest {

  private static final int FLIPS = 6_000;
  private static final int SWAPS = 3_000;
  private static final int FORGED = 1_500;
  private static final int SUM_AT = 102;

  @TempDir private Path folder = Path.of("replaced");

  private final Random random = new Random(20_260_302);
  private final Map<Kind, Integer> refused = new EnumMap<>(Kind.class);
  private byte[] whole = {};

  @BeforeEach
  void store_some_secrets() throws IOException {
    Path file = folder.resolve("secrets.ghs");
    try (SecretStore store = QuickStore.at(file)) {
      for (String name : List.of("acme/username", "acme/password", "dh/totp", "dh/ann/password")) {
        store.put(SecretName.of(name), new Secret("canary of " + name));
        store.put(SecretName.of(name), new Secret("second canary of " + name));
      }
    }
    whole = Files.readAllBytes(file);
  }

  // As the store does it, with a key of its own each time, and without the disk.
  private SecretsContent open(byte[] file) {
    Refusals refusals = new Refusals(Path.of("secrets.ghs"));
    try (HeldKey held =
        new HeldKey(TypedPassword.right(), QuickStore::key, "the secrets file", refusals)) {
      return held.open(file);
    }
  }

  private void mustBeRefused(byte[] mutated, String how) {
    if (Arrays.equals(mutated, whole)) {
      return;
    }
    try {
      open(mutated);
    } catch (SecretStoreException e) {
      assertThat(e).as(how).hasMessageNotContaining("canary");
      refused.merge(e.kind(), 1, Integer::sum);
      return;
    }
    throw new AssertionError("a changed file was taken for the one written: " + how);
  }

  private int refusals() {
    return refused.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void ten_thousand_changed_files_are_refused() {
    assertThat(open(whole).list()).hasSize(4);
    for (int i = 0; i < FLIPS; i++) {
      // Every bit of the header, then bits anywhere.
      int bit = i < FileHeader.BYTES * 8 ? i : random.nextInt(whole.length * 8);
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      mustBeRefused(flipped, "bit " + bit + " flipped");
    }
    for (int length = 0; length < whole.length; length++) {
      mustBeRefused(Arrays.copyOf(whole, length), "cut to " + length);
    }
    for (int i = 0; i < SWAPS; i++) {
      int length = 1 + random.nextInt(64);
      int from = random.nextInt(whole.length - length);
      int to = random.nextInt(whole.length - length);
      byte[] swapped = whole.clone();
      System.arraycopy(whole, from, swapped, to, length);
      System.arraycopy(whole, to, swapped, from, length);
      mustBeRefused(swapped, length + " bytes at " + from + " and " + to + " swapped");
    }
    for (int i = 0; i < FORGED; i++) {
      int bit = random.nextInt(SUM_AT * 8);
      byte[] forged = whole.clone();
      forged[bit / 8] ^= (byte) (1 << (bit % 8));
      System.arraycopy(FileHeader.sum(forged), 0, forged, SUM_AT, MasterKey.BYTES);
      mustBeRefused(forged, "bit " + bit + " flipped and the checksum made to fit");
    }

    assertThat(refusals()).isGreaterThanOrEqualTo(10_000);
    assertThat(refused.keySet())
        .containsExactlyInAnyOrder(Kind.TRUNCATED, Kind.DAMAGED, Kind.WRONG_KEY, Kind.NEWER);
  }

  /** What the seal over the whole file guards is guarded record by record as well. */
  @Test
  void a_record_opens_only_in_its_own_place() {
    MasterKey key = new MasterKey(new byte[MasterKey.BYTES]);
    MasterKey other = new MasterKey(AesGcm.random(MasterKey.BYTES));
    Instant time = Instant.ofEpochMilli(1_700_000_000_000L);
    SecretInfo info = new SecretInfo(SecretName.of("acme/ann/password"), 2, time, time);
    SealedRecord sealed = SealedRecord.seal(key, info, new byte[] {'x'});
    ByteBuffer bytes = ByteBuffer.allocate(sealed.encodedBytes());
    sealed.encode(bytes);

    assertThat(SealedRecord.decode(bytes.flip()).openBytes(key)).contains(new byte[] {'x'});
    assertThat(sealed.openBytes(other)).isEmpty();
    List<SecretInfo> others = new ArrayList<>();
    for (String name :
        List.of("acme/ann/totp", "acme/bob/password", "dh/ann/password", "acmea/nn/password")) {
      others.add(new SecretInfo(SecretName.of(name), 2, time, time));
    }
    others.add(new SecretInfo(info.name(), 1, time, time));
    others.add(new SecretInfo(info.name(), 2, time.minusMillis(1), time));
    others.add(new SecretInfo(info.name(), 2, time, time.plusMillis(1)));
    for (SecretInfo elsewhere : others) {
      assertThat(claiming(elsewhere, bytes.array()).openBytes(key))
          .as(elsewhere.toString())
          .isEmpty();
    }
  }

  // The sealed bytes of one record under the head of another.
  private static SealedRecord claiming(SecretInfo info, byte[] sealed) {
    SealedRecord head =
        SealedRecord.seal(new MasterKey(new byte[MasterKey.BYTES]), info, new byte[] {'y'});
    ByteBuffer bytes = ByteBuffer.allocate(head.encodedBytes());
    head.encode(bytes);
    int tail = 60 + 4 + AesGcm.OVERHEAD_BYTES + 1;
    System.arraycopy(sealed, sealed.length - tail, bytes.array(), bytes.capacity() - tail, tail);
    return SealedRecord.decode(bytes.flip());
  }

  @Test
  void a_wiped_key_opens_nothing() {
    MasterKey key = new MasterKey(AesGcm.random(MasterKey.BYTES));
    Instant time = Instant.ofEpochMilli(1_700_000_000_000L);
    SealedRecord sealed =
        SealedRecord.seal(
            key, new SecretInfo(SecretName.of("acme/password"), 1, time, time), new byte[] {'x'});
    key.close();

    assertThat(sealed.openBytes(key)).isEmpty();
    assertThatThrownBy(
            () ->
                new HeldKey(
                        TypedPassword.right(),
                        QuickStore::key,
                        "the secrets file",
                        new Refusals(Path.of("secrets.ghs")))
                    .key())
        .isInstanceOf(IllegalStateException.class);
  }
}
