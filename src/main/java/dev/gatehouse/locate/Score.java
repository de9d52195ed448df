package dev.gatehouse.locate;

import java.util.ArrayList;
import java.util.List;

/**
 * How well a control fits what is sought, and why.
 *
 * @param points 0 (not at all) upwards; 100 is as sure as a page can make it
 * @param evidence what counted, the strongest kind first, in words
 */
public record Score(double points, List<String> evidence) {

  /** No fit. */
  public static final Score ZERO = new Score(0, List.of());

  public Score {
    evidence = List.copyOf(evidence);
  }

  Score plus(double more, String why) {
    List<String> all = new ArrayList<>(evidence);
    all.add(why + " " + (more < 0 ? "" : "+") + Math.round(more));
    return new Score(points + more, all);
  }
}
