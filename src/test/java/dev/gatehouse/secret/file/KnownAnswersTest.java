package dev.gatehouse.secret.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

class KnownAnswersTest {

  private static final HexFormat HEX = HexFormat.of();

  private static byte[] repeat(int value, int times) {
    byte[] bytes = new byte[times];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /** RFC 9106, section 5.3. */
  @Test
  void argon2id_gives_the_tag_of_its_rfc() {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(repeat(2, 16))
            .withSecret(repeat(3, 8))
            .withAdditional(repeat(4, 12))
            .build();

    assertThat(HEX.formatHex(Argon2id.hash(parameters, repeat(1, 32))))
        .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  }

  /** The reference implementation's own test (phc-winner-argon2, test.c), 64 MiB, t=2, p=1. */
  @Test
  void argon2id_gives_the_hash_of_the_reference_implementation() {
    byte[] key =
        new Argon2id()
            .derive(
                "password".getBytes(StandardCharsets.US_ASCII),
                "somesalt".getBytes(StandardCharsets.US_ASCII),
                new KdfParameters(65_536, 2, 1));

    assertThat(HEX.formatHex(key))
        .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
  }

  /** Test case 16 of McGrew and Viega's GCM specification, submitted to NIST. */
  @Test
  void aes_256_gcm_gives_the_bytes_of_its_specification() {
    byte[] key = HEX.parseHex("feffe9928665731c6d6a8f9467308308".repeat(2));
    byte[] nonce = HEX.parseHex("cafebabefacedbaddecaf888");
    byte[] plain =
        HEX.parseHex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    byte[] associated = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");

    byte[] sealed = AesGcm.seal(key, nonce, plain, associated);

    assertThat(HEX.formatHex(sealed))
        .isEqualTo(
            "cafebabefacedbaddecaf888"
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b");
    assertThat(AesGcm.open(key, sealed, associated)).contains(plain);
    sealed[40] ^= 1;
    assertThat(AesGcm.open(key, sealed, associated)).isEmpty();
  }
}
