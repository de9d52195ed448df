package dev.gatehouse.bench;

import dev.gatehouse.bench.RunningPortals.Requests;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One run of one program.
 *
 * @param seconds from starting the process to its end
 * @param processorSeconds user and system, with driver and browsers
 * @param javaProcessorSeconds those of the Java process alone
 * @param firstScenarioSeconds from starting the process to the first scenario
 * @param javaMegabytes the Java process's peak
 * @param allMegabytes the peak with driver and browsers
 * @param requests what the portals were asked for
 */
record Measurement(
    double seconds,
    double processorSeconds,
    double javaProcessorSeconds,
    double firstScenarioSeconds,
    long javaMegabytes,
    long allMegabytes,
    Requests requests) {

  /** Returns the median of one figure. */
  static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
