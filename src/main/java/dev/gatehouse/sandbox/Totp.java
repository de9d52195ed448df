package dev.gatehouse.sandbox;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes as RFC 6238 has them: SHA-1, 30 seconds, 6 digits, one step either way. A code is
 * accepted once. Used only while the site's lock is held.
 */
final class Totp {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int STEP_SECONDS = 30;

  private final Set<String> used = new HashSet<>();

  boolean accepts(String user, String seed, String code, Instant now) {
    long step = now.getEpochSecond() / STEP_SECONDS;
    for (long candidate = step - 1; candidate <= step + 1; candidate++) {
      if (code(seed, candidate).equals(code)) {
        return used.add(user + " " + candidate);
      }
    }
    return false;
  }

  static String code(String seed, Instant when) {
    return code(seed, when.getEpochSecond() / STEP_SECONDS);
  }

  private static String code(String seed, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(bytes(seed), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA1", e);
    }
  }

  private static byte[] bytes(String base32) {
    List<Byte> bytes = new ArrayList<>();
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < base32.length(); i++) {
      buffer = buffer << 5 | BASE32.indexOf(base32.charAt(i));
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.add((byte) (buffer >> bits));
      }
    }
    byte[] array = new byte[bytes.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = bytes.get(i);
    }
    return array;
  }
}
