package dev.gatehouse.cli;

import dev.gatehouse.run.RunSummary;
import dev.gatehouse.run.ScenarioResult;
import dev.gatehouse.run.ScenarioResult.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The table a run ends with: a line for each portal and flow, then what went wrong, then totals.
 */
final class SummaryTable {

  private record Key(String portal, String flow) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::portal).thenComparing(Key::flow).compare(this, other);
    }
  }

  private final RunSummary summary;

  SummaryTable(RunSummary summary) {
    this.summary = summary;
  }

  /**
   * Prints it.
   *
   * @param healingsWaiting how many healings nobody has approved yet
   */
  void print(PrintWriter out, Path report, long healingsWaiting) {
    Map<Key, List<ScenarioResult>> groups =
        summary.results().stream()
            .collect(
                Collectors.groupingBy(
                    r -> new Key(r.scenario().portal(), r.scenario().flow()),
                    TreeMap::new,
                    Collectors.toList()));
    out.println();
    out.printf("%-14s %-8s %9s  %-34s %8s%n", "PORTAL", "FLOW", "SCENARIOS", "OUTCOME", "TIME");
    groups.forEach(
        (key, results) ->
            out.printf(
                "%-14s %-8s %9d  %-34s %8s%n",
                key.portal().isEmpty() ? "-" : key.portal(),
                key.flow(),
                results.size(),
                outcome(results),
                seconds(total(results))));
    printProblems(out);
    out.println();
    out.printf(
        "%d passed, %d failed%s, in %s%n",
        summary.count(Verdict.PASSED),
        summary.count(Verdict.FAILED),
        others(),
        seconds(summary.took()));
    if (healingsWaiting > 0) {
      out.printf(
          "%d %s for approval: gatehouse locator list%n",
          healingsWaiting, healingsWaiting == 1 ? "healing waits" : "healings wait");
    }
    out.println("Report: " + report.toAbsolutePath());
  }

  private static String outcome(List<ScenarioResult> results) {
    Map<String, Long> titles =
        results.stream()
            .collect(
                Collectors.groupingBy(ScenarioResult::title, TreeMap::new, Collectors.counting()));
    if (titles.size() == 1) {
      return titles.keySet().iterator().next();
    }
    return titles.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private void printProblems(PrintWriter out) {
    summary.results().stream()
        .filter(r -> r.verdict() == Verdict.FAILED || r.verdict() == Verdict.NEEDS_PERSON)
        .sorted(
            Comparator.comparing((ScenarioResult r) -> r.scenario().file().toString())
                .thenComparingInt(r -> r.scenario().line()))
        .forEach(
            r -> {
              out.println();
              out.println(r.scenario().place() + ": " + r.scenario().name());
              out.println("  " + r.title() + r.message().map(m -> ": " + firstLines(m)).orElse(""));
            });
  }

  private static String firstLines(String message) {
    List<String> lines = message.lines().limit(8).toList();
    return String.join("\n  ", lines);
  }

  private String others() {
    List<String> parts = new ArrayList<>();
    add(parts, Verdict.NEEDS_PERSON, "need a person");
    add(parts, Verdict.NOT_RUN, "not run");
    long again = summary.results().stream().filter(r -> r.tries() > 1).count();
    if (again > 0) {
      parts.add(again + " run again");
    }
    return parts.isEmpty() ? "" : ", " + String.join(", ", parts);
  }

  private void add(List<String> parts, Verdict verdict, String words) {
    if (summary.count(verdict) > 0) {
      parts.add(summary.count(verdict) + " " + words);
    }
  }

  private static Duration total(List<ScenarioResult> results) {
    return results.stream().map(ScenarioResult::took).reduce(Duration.ZERO, Duration::plus);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
