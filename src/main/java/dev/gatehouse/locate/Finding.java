package dev.gatehouse.locate;

import java.util.List;

/** What looking for a control came to. */
public sealed interface Finding {

  /** One control clearly fits best. */
  record Found(Candidate candidate) implements Finding {}

  /**
   * Nothing fits well enough.
   *
   * @param sought what was sought, in words
   * @param nearest what came nearest, best first; may be empty
   */
  record Missing(String sought, List<Candidate> nearest) implements Finding {
    public Missing {
      nearest = List.copyOf(nearest);
    }
  }

  /**
   * Several fit about equally well; nothing is done with any.
   *
   * @param sought what was sought, in words
   * @param candidates those too close to call, best first; at least two
   */
  record Ambiguous(String sought, List<Candidate> candidates) implements Finding {
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }
}
