package dev.gatehouse.cli;

import dev.gatehouse.run.PlannedScenario;
import dev.gatehouse.run.RunListener;
import dev.gatehouse.run.ScenarioResult;
import dev.gatehouse.run.ScenarioResult.Verdict;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows how a run goes on: a line for each scenario that ended and, on a terminal, one that is
 * written over and says what is running.
 */
final class Progress implements RunListener {

  private static final String ERASE = "\r\u001b[2K";

  private final PrintWriter out;
  private final boolean terminal;
  private final Map<String, String> running = new ConcurrentHashMap<>();
  private int planned;
  private int ended;

  Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void planned(int scenarios, int portals) {
    planned = scenarios;
    out.printf(
        "Running %d %s at %d %s%n",
        scenarios, plural("scenario", scenarios), portals, plural("portal", portals));
    out.flush();
  }

  @Override
  public synchronized void started(PlannedScenario scenario) {
    running.put(scenario.uniqueId(), scenario.portal());
    showRunning();
  }

  @Override
  public synchronized void finished(ScenarioResult result) {
    PlannedScenario scenario = result.scenario();
    running.remove(scenario.uniqueId());
    ended++;
    String line =
        String.format(
            Locale.ROOT,
            "[%d/%d] %-12s %s: %s (%.1f s)%s",
            ended,
            planned,
            scenario.portal(),
            scenario.name(),
            result.verdict() == Verdict.PASSED ? "ok" : result.title(),
            result.took().toMillis() / 1000.0,
            result.tries() > 1 ? " after " + result.tries() + " tries" : "");
    out.println((terminal ? ERASE : "") + line);
    showRunning();
    out.flush();
  }

  private void showRunning() {
    if (terminal && !running.isEmpty()) {
      out.print(
          ERASE
              + "      running: "
              + String.join(", ", running.values().stream().sorted().toList()));
      out.flush();
    } else if (terminal) {
      out.print(ERASE);
    }
  }

  static String plural(String word, long count) {
    return count == 1 ? word : word + "s";
  }
}
