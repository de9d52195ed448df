package dev.gatehouse.lint;

import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.rule.SecretShape;
import java.util.List;

/**
 * Finds what looks like a secret in any line of a file, comments and descriptions too. Problems
 * never show it.
 */
record SecretLines(Position whole, List<String> lines) {

  private static final String MEND =
      "delete it here; secrets come from GATEHOUSE_... environment variables";

  void check(Problems problems) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (SecretShape.isValue(line)) {
        int column = line.length() - line.stripLeading().length() + 1;
        problems.add(problem(whole.in(i + 1, column), "this line"));
      }
    }
  }

  /** Returns the problem of a secret. */
  static Problem problem(Position at, String what) {
    return Problem.at(at, what + " looks like a secret").hint(MEND);
  }

  /** Returns whether a name, in any spelling, is one of a secret. */
  static boolean isName(String name) {
    return SecretShape.isKey(name.strip().replace(' ', '-'));
  }
}
