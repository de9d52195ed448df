package dev.gatehouse.sandbox;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What a portal suffers from at the moment: its faults and its disguise. Thread-safe. */
final class Conditions {
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private CompletableFuture<Void> released = CompletableFuture.completedFuture(null);
  private long disguise;

  synchronized void set(Fault fault) {
    faults.add(fault);
    if (fault == Fault.HANGING && released.isDone()) {
      released = new CompletableFuture<>();
    }
  }

  synchronized void clear() {
    faults.clear();
    released.complete(null);
  }

  synchronized boolean has(Fault fault) {
    return faults.contains(fault);
  }

  /** Returns what completes when requests are answered again: at once unless the portal hangs. */
  synchronized CompletableFuture<Void> answering() {
    return released;
  }

  synchronized void disguise(long seed) {
    disguise = seed;
  }

  synchronized long disguise() {
    return disguise;
  }
}
