package dev.gatehouse.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Copies bytes and sums them up on the way. Thread-safe. */
final class Sums {

  private static final int BUFFER_BYTES = 1 << 16;

  private Sums() {}

  /**
   * Copies at most so many bytes and returns how many and their sum, without a name.
   *
   * @param mostBytes reading stops there
   */
  static Manifest.Entry copy(InputStream in, OutputStream out, long mostBytes) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    while (total < mostBytes) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, mostBytes - total));
      if (count < 0) {
        break;
      }
      digest.update(buffer, 0, count);
      out.write(buffer, 0, count);
      total += count;
    }
    return new Manifest.Entry("", total, HexFormat.of().formatHex(digest.digest()));
  }

  /** Returns the sum of a file, without a name. */
  static Manifest.Entry of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return copy(in, OutputStream.nullOutputStream(), Long.MAX_VALUE);
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
