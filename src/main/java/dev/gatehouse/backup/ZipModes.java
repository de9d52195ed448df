package dev.gatehouse.backup;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * Reads from a ZIP file's directory what Java's own reader does not tell: whether an entry is a
 * link or another thing than a file (PKWARE's APPNOTE 6.3.10, sections 4.3.12 to 4.3.16; the modes
 * are Info-ZIP's). Thread-safe.
 */
final class ZipModes {

  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int HEADER = 0x02014b50;
  private static final int HEADER_BYTES = 46;
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;

  private ZipModes() {}

  /**
   * Refuses an archive with an entry that is no file, or encrypted.
   *
   * @throws ZipException when there is one, or the directory is none
   */
  static void requireFiles(Path archive) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
      long end = end(file);
      ByteBuffer record = read(file, end, END_BYTES);
      long entries = record.getShort(10) & 0xffff;
      long at = record.getInt(16) & 0xffffffffL;
      if (entries == 0xffff || at == 0xffffffffL) {
        ByteBuffer locator = read(file, end - LOCATOR_BYTES, LOCATOR_BYTES);
        require(locator.getInt(0) == LOCATOR_64);
        ByteBuffer end64 = read(file, locator.getLong(8), 56);
        require(end64.getInt(0) == END_64);
        entries = end64.getLong(32);
        at = end64.getLong(48);
      }
      for (long i = 0; i < entries; i++) {
        ByteBuffer header = read(file, at, HEADER_BYTES);
        require(header.getInt(0) == HEADER);
        require((header.getShort(8) & 1) == 0);
        int mode = header.getInt(38) >>> 16;
        require((mode & TYPE) == 0 || (mode & TYPE) == REGULAR);
        at +=
            HEADER_BYTES
                + (header.getShort(28) & 0xffff)
                + (header.getShort(30) & 0xffff)
                + (header.getShort(32) & 0xffff);
      }
    }
  }

  private static long end(RandomAccessFile file) throws IOException {
    long size = file.length();
    long least = Math.max(0, size - END_BYTES - 0xffff);
    ByteBuffer tail = read(file, least, (int) (size - least));
    for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
      int comment = tail.getShort(at + 20) & 0xffff;
      if (tail.getInt(at) == END && at + END_BYTES + comment == tail.limit()) {
        return least + at;
      }
    }
    throw new ZipException("no ZIP file");
  }

  private static ByteBuffer read(RandomAccessFile file, long at, int count) throws IOException {
    require(at >= 0 && at + count <= file.length());
    byte[] bytes = new byte[count];
    file.seek(at);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void require(boolean holds) throws ZipException {
    if (!holds) {
      throw new ZipException("an entry that is no plain file, or a damaged directory");
    }
  }
}
