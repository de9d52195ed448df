package dev.gatehouse.cli;

import dev.gatehouse.app.Check;
import java.util.List;
import java.util.Locale;

/** How checks are printed, and what they make of the exit code. */
final class CheckLine {

  private CheckLine() {}

  /** Returns {@code missing browser none on this machine -> gatehouse setup}. */
  static String of(Check check) {
    String mend = check.mend().isEmpty() ? "" : "  ->  " + check.mend();
    return String.format(
        Locale.ROOT, "%-8s%-13s%s%s", word(check.status()), check.name(), check.found(), mend);
  }

  static String word(Check.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  static int exitCode(List<Check> checks) {
    return isWorking(checks) ? 0 : 2;
  }

  static boolean isWorking(List<Check> checks) {
    return checks.stream().noneMatch(check -> check.status() == Check.Status.MISSING);
  }
}
