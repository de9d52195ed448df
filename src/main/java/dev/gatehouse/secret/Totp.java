package dev.gatehouse.secret;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords: RFC 6238 with the parameters every portal uses, HMAC-SHA-1, six
 * digits, steps of 30 seconds.
 */
public final class Totp {

  private static final long STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  /** Returns the number of the step an instant falls in. */
  public static long step(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), STEP_SECONDS);
  }

  /** Returns how long it is until the step after the one the instant falls in. */
  public static Duration untilNextStep(Instant instant) {
    return Duration.between(instant, Instant.ofEpochSecond((step(instant) + 1) * STEP_SECONDS));
  }

  /**
   * Returns the code of a step.
   *
   * @param seed the shared secret in base 32 (RFC 4648); spaces, capitals and padding do not matter
   * @throws IllegalArgumentException when the seed is not base 32
   */
  public static String code(Secret seed, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(decode(seed.reveal()), "RAW"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      // Dynamic truncation, RFC 4226 section 5.3.
      int offset = hash[hash.length - 1] & 0x0f;
      int binary = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
      return String.format(Locale.ROOT, "%06d", binary % (int) Math.pow(10, DIGITS));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks HmacSHA1, which every Java must have", e);
    }
  }

  private static byte[] decode(String base32) {
    String clean = base32.replaceAll("[\\s=-]", "").toUpperCase(Locale.ROOT);
    if (!clean.matches("[A-Z2-7]{2,}")) {
      throw new IllegalArgumentException(
          "The TOTP seed is not base 32: only A-Z and 2-7 are allowed. Copy it from the portal's"
              + " \"enter the key by hand\" page.");
    }
    ByteBuffer bytes = ByteBuffer.allocate(clean.length() * 5 / 8);
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < clean.length(); i++) {
      int value = BASE32.indexOf(clean.charAt(i));
      buffer = (buffer << 5) | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (buffer >> bits));
        buffer &= (1 << bits) - 1;
      }
    }
    return bytes.array();
  }
}
