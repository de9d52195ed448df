package dev.gatehouse.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file of lines that only grows. Knows up to where it was read; beyond that, other processes may
 * have written whole lines, or died in the middle of one. Used by whoever holds the log's lock.
 */
final class LineFile implements Closeable {

  /**
   * What was cut off.
   *
   * @param file the file it was cut from
   * @param offset where it began
   * @param bytes how much it was
   * @param kept the file it is in now
   */
  record Torn(Path file, long offset, long bytes, Path kept) {}

  // Far more than processes leave unread between two looks.
  private static final long MOST_UNREAD_BYTES = 256L << 20;

  private final Disk disk;
  private final Path path;
  private final Disk.Open file;
  private long length;

  private LineFile(Disk disk, Path path, Disk.Open file, long length) {
    this.disk = disk;
    this.path = path;
    this.file = file;
    this.length = length;
  }

  /**
   * Opens the file, and creates it if it is not there.
   *
   * @param length up to where its lines are known
   */
  static LineFile open(Disk disk, Path path, long length) throws IOException {
    return new LineFile(disk, path, disk.open(path), length);
  }

  Path path() {
    return path;
  }

  /** Returns up to where the file was read. */
  long length() {
    return length;
  }

  /**
   * Goes to the end of the last whole line, and returns that line, without reading what is before.
   *
   * @param longestBytes more than any line has
   */
  Optional<byte[]> lastLine(int longestBytes) throws IOException {
    long size = file.size();
    long from = Math.max(0, size - 2L * longestBytes);
    byte[] end = bytes(from, (int) (size - from));
    int feed = lastFeed(end, end.length);
    if (feed < 0) {
      if (from > 0) {
        throw new AuditException(
            "%s ends in %d bytes that are no line. Run \"gatehouse audit verify\", and keep the folder as it is."
                .formatted(path, end.length));
      }
      return Optional.empty();
    }
    length = from + feed + 1;
    return Optional.of(Arrays.copyOfRange(end, lastFeed(end, feed) + 1, feed));
  }

  private static int lastFeed(byte[] bytes, int before) {
    int at = before - 1;
    while (at >= 0 && bytes[at] != '\n') {
      at--;
    }
    return at;
  }

  private byte[] bytes(long from, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) > 0) {}
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /**
   * Reads the lines others have written since. What a process that died left unfinished at the end
   * is kept aside and cut off.
   *
   * @param lines takes each line; throws {@link IllegalArgumentException} with the reason for one
   *     that does not hold
   * @return what was cut off, if anything was
   * @throws AuditException when the file is shorter than it was, or a line that does not hold is
   *     followed by one that does: no accident does that
   */
  Optional<Torn> readOn(Consumer<byte[]> lines) throws IOException {
    long size = file.size();
    if (size == length) {
      return Optional.empty();
    }
    if (size < length) {
      throw new AuditException(
          "%s was cut: found %d bytes, expected at least %d. Run \"gatehouse audit verify\", and keep the folder as it is."
              .formatted(path, size, length));
    }
    if (size - length > MOST_UNREAD_BYTES) {
      throw new AuditException(
          "%s has %d bytes that no checkpoint covers. Run \"gatehouse audit verify\", and keep the folder as it is."
              .formatted(path, size - length));
    }
    byte[] unread = bytes(length, (int) (size - length));
    long start = length;
    int at = 0;
    for (byte[] line : lines(unread)) {
      try {
        lines.accept(line);
      } catch (IllegalArgumentException e) {
        refuseUnlessLast(Arrays.copyOfRange(unread, at + line.length + 1, unread.length), e, lines);
        break;
      }
      at += line.length + 1;
      length = start + at;
    }
    return at == unread.length
        ? Optional.empty()
        : Optional.of(cut(Arrays.copyOfRange(unread, at, unread.length)));
  }

  private void refuseUnlessLast(
      byte[] after, IllegalArgumentException reason, Consumer<byte[]> lines) {
    for (byte[] line : lines(after)) {
      boolean holds = true;
      try {
        lines.accept(line);
      } catch (IllegalArgumentException e) {
        holds = false;
      }
      if (holds) {
        throw new AuditException(
            "%s was changed after byte %d: %s. Run \"gatehouse audit verify\", and keep the folder as it is."
                .formatted(path, length, reason.getMessage()));
      }
    }
  }

  /** Returns the whole lines, without their line feeds. */
  private static List<byte[]> lines(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(Arrays.copyOfRange(bytes, from, i));
        from = i + 1;
      }
    }
    return lines;
  }

  // Kept before it is cut, under a name made of what it holds: dying in between keeps it once.
  private Torn cut(byte[] torn) throws IOException {
    Path folder = path.resolveSibling(Segments.TORN);
    disk.createFolder(folder);
    Path kept =
        folder.resolve(
            "%s.%d.%s"
                .formatted(
                    path.getFileName(), length, Hashes.hex(Hashes.sha256(torn)).substring(0, 12)));
    if (!disk.exists(kept)) {
      disk.writeWhole(kept, torn);
    }
    file.truncate(length);
    file.force();
    return new Torn(path, length, torn.length, kept);
  }

  /** Adds lines, each ended by a line feed; returns when they are on the disk. */
  void append(byte[] lines) throws IOException {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(lines);
      while (buffer.hasRemaining()) {
        file.write(buffer, length + buffer.position());
      }
      file.force();
    } catch (IOException e) {
      try {
        file.truncate(length);
      } catch (IOException again) {
        // The next to open the log cuts it.
        e.addSuppressed(again);
      }
      throw e;
    }
    length += lines.length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
