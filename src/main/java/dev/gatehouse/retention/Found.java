package dev.gatehouse.retention;

import java.util.List;

/**
 * What there is of a kind, and what of it is too old.
 *
 * @param kind the kind
 * @param count how many there are, those too old among them
 * @param bytes how long all are, where that is known
 * @param old those too old
 * @param held those too old that stay, and for whom
 */
public record Found(Kind kind, long count, long bytes, List<Item> old, List<String> held) {

  private static final int PARTS = 5;

  public Found {
    old = List.copyOf(old);
    held = List.copyOf(held);
  }

  /** Returns how many are too old. */
  public long oldCount() {
    return old.stream().mapToLong(Item::count).sum();
  }

  /** Returns how long those are that are too old. */
  public long oldBytes() {
    return old.stream().mapToLong(Item::bytes).sum();
  }

  /** Returns whether that is more than a fifth, as when the clock is wrong. */
  public boolean isMuch() {
    return kind != Kind.TEMPORARY && (oldCount() * PARTS > count || oldBytes() * PARTS > bytes);
  }

  /**
   * Something too old.
   *
   * @param name what, for a person and the audit log
   * @param count how many it stands for
   * @param bytes how long it is, 0 where that is not known
   */
  public record Item(String name, long count, long bytes) {}
}
