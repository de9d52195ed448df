package dev.gatehouse.secret.file;

import java.util.List;

/** Several memories of the generation, of which the newest counts: all must be set back to fool. */
final class AllGenerations implements Generations {

  private final List<Generations> all;

  AllGenerations(List<Generations> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public long kept() {
    long newest = 0;
    for (Generations one : all) {
      long kept = one.kept();
      if (Math.abs(kept) > Math.abs(newest)) {
        newest = kept;
      }
    }
    return newest;
  }

  @Override
  public void keep(long generation) {
    all.forEach(one -> one.keep(generation));
  }
}
