package dev.gatehouse.audit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line, of any length but bounded memory. Not thread-safe. */
final class LineReader implements Closeable {

  /** No line of the format is as long as this. */
  static final int LONGEST_BYTES = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long number;
  private long offset;
  private long unfinished;

  private LineReader(InputStream in) {
    this.in = in;
  }

  static LineReader open(Path file) throws IOException {
    return new LineReader(Files.newInputStream(file));
  }

  /** Opens a file whose first so many bytes are lines that were read before. */
  static LineReader open(Path file, long from) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    channel.position(from);
    return new LineReader(Channels.newInputStream(channel));
  }

  /**
   * Returns the next whole line without its line feed, or null at the end.
   *
   * @throws IllegalArgumentException when it is longer than any line of the format
   */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream begun = null;
    while (true) {
      for (int i = at; i < end; i++) {
        if (buffer[i] == '\n') {
          byte[] line = taken(begun, i);
          at = i + 1;
          number++;
          offset += line.length + 1L;
          return line;
        }
      }
      begun = begun == null ? new ByteArrayOutputStream() : begun;
      begun.write(buffer, at, end - at);
      if (begun.size() > LONGEST_BYTES) {
        number++;
        throw new IllegalArgumentException("a line of more than " + LONGEST_BYTES + " bytes");
      }
      at = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        unfinished = begun.size();
        return null;
      }
    }
  }

  private byte[] taken(@Nullable ByteArrayOutputStream begun, int to) {
    if (begun == null) {
      byte[] line = new byte[to - at];
      System.arraycopy(buffer, at, line, 0, line.length);
      return line;
    }
    begun.write(buffer, at, to - at);
    return begun.toByteArray();
  }

  /** Returns the number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** Returns how many bytes the lines read so far take. */
  long offset() {
    return offset;
  }

  /** Returns how many bytes follow the last line feed; known at the end. */
  long unfinishedBytes() {
    return unfinished;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
