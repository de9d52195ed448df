package dev.gatehouse.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints what was measured, medians of all rounds. */
final class SpeedTable {

  private final PrintStream out;

  SpeedTable(PrintStream out) {
    this.out = out;
  }

  void head() {
    out.println();
    out.printf(
        "%-7s  %-9s  %7s  %5s  %7s  %8s  %8s  %7s  %7s  %6s  %6s%n",
        "workers",
        "program",
        "wall s",
        "ratio",
        "cpu s",
        "java cpu",
        "first s",
        "java MB",
        "all MB",
        "pages",
        "assets");
  }

  void rows(int workers, List<Measurement> bare, List<Measurement> gatehouse) {
    double base = Measurement.median(bare, Measurement::seconds);
    row(workers, "bare", bare, base);
    row(workers, "gatehouse", gatehouse, base);
  }

  private void row(int workers, String program, List<Measurement> runs, double base) {
    ToDoubleFunction<ToDoubleFunction<Measurement>> median =
        figure -> Measurement.median(runs, figure);
    double seconds = median.applyAsDouble(Measurement::seconds);
    out.printf(
        Locale.ROOT,
        "%-7d  %-9s  %7.2f  %5.2f  %7.2f  %8.2f  %8.2f  %7.0f  %7.0f  %6.0f  %6.0f%n",
        workers,
        program,
        seconds,
        seconds / base,
        median.applyAsDouble(Measurement::processorSeconds),
        median.applyAsDouble(Measurement::javaProcessorSeconds),
        median.applyAsDouble(Measurement::firstScenarioSeconds),
        median.applyAsDouble(Measurement::javaMegabytes),
        median.applyAsDouble(Measurement::allMegabytes),
        median.applyAsDouble(m -> m.requests().pages()),
        median.applyAsDouble(m -> m.requests().assets()));
  }
}
