package dev.gatehouse.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems, so that all of them can be told at once. Not thread-safe. */
public final class Problems {

  private final List<Problem> problems = new ArrayList<>();

  /** Adds a problem. */
  public void add(Problem problem) {
    problems.add(problem);
  }

  /** Returns how many there are so far. */
  public int count() {
    return problems.size();
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /** Returns a copy of the problems, by file, line and column. */
  public List<Problem> sorted() {
    return problems.stream().distinct().sorted(Comparator.comparing(Problem::at)).toList();
  }

  /**
   * Does nothing if there is no problem.
   *
   * @throws ProblemsException with all of them, by file, line and column
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new ProblemsException(sorted());
    }
  }
}
