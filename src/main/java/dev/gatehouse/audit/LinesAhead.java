package dev.gatehouse.audit;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file's lines in their order, while other threads already look at those that follow: reading and
 * hashing a line needs no other line, and is nearly all the work. Bounded memory. Used by one
 * thread.
 *
 * @param <T> what a line is made into
 */
final class LinesAhead<T> {

  private static final int BATCH_BYTES = 128 << 10;
  private static final int BATCHES = 2 * Runtime.getRuntime().availableProcessors() + 1;

  private final LineReader lines;
  private final Function<byte[], T> look;
  private final Executor others;
  private final Deque<CompletableFuture<List<Seen<T>>>> ahead = new ArrayDeque<>();
  private final Deque<Seen<T>> seen = new ArrayDeque<>();
  private boolean ended;
  private long number;
  private long offset;

  /** A line, of so many bytes with its feed, and what it was made into or what is wrong with it. */
  private record Seen<T>(int bytes, @Nullable T value, @Nullable IllegalArgumentException wrong) {}

  /**
   * @param look makes something of a line, in any thread; throws {@link IllegalArgumentException}
   *     with the reason for one that does not hold
   */
  LinesAhead(LineReader lines, Function<byte[], T> look, Executor others) {
    this.lines = lines;
    this.look = look;
    this.others = others;
  }

  /**
   * Returns the next line as it was made into something, or null at the end.
   *
   * @throws IllegalArgumentException with the reason, when it does not hold
   */
  @Nullable T next() throws IOException {
    while (seen.isEmpty()) {
      readAhead();
      if (ahead.isEmpty()) {
        return null;
      }
      seen.addAll(ahead.remove().join());
    }
    Seen<T> line = seen.remove();
    number++;
    offset += line.bytes();
    if (line.wrong() != null) {
      throw line.wrong();
    }
    return line.value();
  }

  private void readAhead() throws IOException {
    while (!ended && ahead.size() < BATCHES) {
      List<byte[]> batch = new ArrayList<>();
      IllegalArgumentException tooLong = null;
      int bytes = 0;
      try {
        while (!ended && bytes < BATCH_BYTES) {
          byte[] line = lines.next();
          if (line == null) {
            ended = true;
          } else {
            batch.add(line);
            bytes += line.length;
          }
        }
      } catch (IllegalArgumentException e) {
        ended = true;
        tooLong = e;
      }
      if (!batch.isEmpty()) {
        ahead.add(
            CompletableFuture.supplyAsync(() -> batch.stream().map(this::see).toList(), others));
      }
      if (tooLong != null) {
        ahead.add(CompletableFuture.completedFuture(List.of(new Seen<>(0, null, tooLong))));
      }
    }
  }

  private Seen<T> see(byte[] line) {
    int bytes = line.length + 1;
    try {
      return new Seen<>(bytes, look.apply(line), null);
    } catch (IllegalArgumentException e) {
      return new Seen<>(bytes, null, e);
    }
  }

  /** Returns the number of the line that came last, from 1. */
  long number() {
    return number;
  }

  /** Returns how many bytes the lines that came so far take. */
  long offset() {
    return offset;
  }
}
