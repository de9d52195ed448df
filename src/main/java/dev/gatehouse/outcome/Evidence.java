package dev.gatehouse.outcome;

import java.util.ArrayList;
import java.util.List;

/**
 * What an outcome rests on. Immutable; holds no secret: addresses carry no query values and texts
 * are what the portal showed.
 *
 * @param address the page's address, or empty when no page was reached
 * @param title the page's title, or empty
 * @param observations what was seen, in order, one sentence each
 */
public record Evidence(String address, String title, List<String> observations) {

  /** Evidence of nothing: for outcomes decided before a page was opened. */
  public static final Evidence NONE = new Evidence("", "", List.of());

  public Evidence {
    observations = List.copyOf(observations);
  }

  /** Returns evidence that rests on observations alone. */
  public static Evidence of(String... observations) {
    return new Evidence("", "", List.of(observations));
  }

  /** Returns this evidence with one more observation at its end. */
  public Evidence plus(String observation) {
    List<String> more = new ArrayList<>(observations);
    more.add(observation);
    return new Evidence(address, title, more);
  }
}
