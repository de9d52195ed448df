package dev.gatehouse.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Says that what people wrote cannot be used, with every problem in it. */
public final class ProblemsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Beyond so many lines nobody reads on; the rest is told by its number. */
  private static final int SHOWN = 200;

  private final transient List<Problem> problems;

  /**
   * @param problems at least one, in the order to show them
   */
  public ProblemsException(List<Problem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems, in the order to show them. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(List<Problem> problems) {
    String shown =
        problems.stream().limit(SHOWN).map(Problem::toString).collect(Collectors.joining("\n"));
    int more = problems.size() - SHOWN;
    return more > 0 ? shown + "\nand " + more + " more" : shown;
  }
}
