package dev.gatehouse.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Has the entries of threads that append at once share a write: one thread writes for all that
 * wait, then gives the turn to one of those that came meanwhile. Thread-safe.
 */
final class GroupCommit {

  // A group's lines are in memory until they are written; 64 KB an entry at most.
  private static final int LARGEST_GROUP = 256;
  private static final long LONGEST_WAIT_NANOS = 10_000_000;

  private final Consumer<List<PreparedEntry>> write;
  // Guards all below: what waits, whether somebody writes, how many are likely to come.
  private final ReentrantLock turns = new ReentrantLock();
  private final Condition enough = turns.newCondition();
  private final Queue<Pending> waiting = new ArrayDeque<>();
  private boolean led;
  private int expected;
  private long writeNanos;

  /** An entry, and what became of it: true when its thread is to write the next group. */
  private record Pending(PreparedEntry entry, CompletableFuture<Boolean> turn) {}

  /**
   * @param write puts a group on the disk; throws {@link AuditException} when it is not, or not
   *     surely; called by one thread at a time
   */
  GroupCommit(Consumer<List<PreparedEntry>> write) {
    this.write = write;
  }

  /**
   * Returns when the entry is on the disk.
   *
   * @throws AuditException what writing its group threw
   */
  void append(PreparedEntry entry) {
    Pending pending = new Pending(entry, new CompletableFuture<>());
    if (isFirst(pending) || isNext(pending)) {
      lead();
    }
  }

  private boolean isFirst(Pending pending) {
    turns.lock();
    try {
      waiting.add(pending);
      if (waiting.size() == expected) {
        enough.signal();
      }
      boolean first = !led;
      led = true;
      return first;
    } finally {
      turns.unlock();
    }
  }

  private static boolean isNext(Pending pending) {
    try {
      return pending.turn().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof AuditException known ? known : e;
    }
  }

  // Whoever comes first writes for all that wait by then, then gives the turn to the first of those
  // that came meanwhile. Each is woken once: handing one lock through them all took longer than the
  // disk.
  private void lead() {
    List<Pending> group = group();
    long start = System.nanoTime();
    try {
      write.accept(group.stream().map(Pending::entry).toList());
      expect(group.size(), System.nanoTime() - start);
      group.forEach(pending -> pending.turn().complete(false));
    } catch (AuditException e) {
      group.forEach(pending -> pending.turn().completeExceptionally(e));
      throw e;
    } finally {
      group.forEach(pending -> pending.turn().cancel(false));
      giveTurn();
    }
  }

  private List<Pending> group() {
    turns.lock();
    try {
      awaitExpected();
      List<Pending> group = new ArrayList<>();
      while (!waiting.isEmpty() && group.size() < LARGEST_GROUP) {
        group.add(waiting.remove());
      }
      return group;
    } finally {
      turns.unlock();
    }
  }

  // Those that were just served are likely to be back at once. Taking them along saves a write, so
  // up to a quarter of what one takes is given for it; a lone thread is never kept waiting.
  private void awaitExpected() {
    long left = Math.min(writeNanos / 4, LONGEST_WAIT_NANOS);
    try {
      while (left > 0 && waiting.size() < expected) {
        left = enough.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void expect(int served, long nanos) {
    turns.lock();
    try {
      expected = served + waiting.size();
      writeNanos = nanos;
    } finally {
      turns.unlock();
    }
  }

  private void giveTurn() {
    Pending next;
    turns.lock();
    try {
      next = waiting.peek();
      led = next != null;
    } finally {
      turns.unlock();
    }
    if (next != null) {
      next.turn().complete(true);
    }
  }
}
