package dev.gatehouse.locate;

import java.util.List;
import java.util.Optional;

/**
 * What is remembered of one portal. Immutable.
 *
 * @param learned the locators in use
 * @param rejected what a person said is not the control meant
 */
public record PortalMemory(List<Entry> learned, List<Entry> rejected) {

  /** Nothing. */
  public static final PortalMemory EMPTY = new PortalMemory(List.of(), List.of());

  /**
   * A locator and what it is for.
   *
   * @param id its number in the store
   */
  public record Entry(long id, String flow, String purpose, LearnedLocator locator) {}

  public PortalMemory {
    learned = List.copyOf(learned);
    rejected = List.copyOf(rejected);
  }

  /** Returns the locator learned for a purpose. */
  public Optional<LearnedLocator> learned(Purpose purpose) {
    return learned.stream()
        .filter(entry -> purpose.isSame(entry.flow(), entry.purpose()))
        .map(Entry::locator)
        .findFirst();
  }

  /** Returns what was rejected for a purpose. */
  List<Entry> rejected(Purpose purpose) {
    return rejected.stream()
        .filter(entry -> purpose.isSame(entry.flow(), entry.purpose()))
        .toList();
  }
}
