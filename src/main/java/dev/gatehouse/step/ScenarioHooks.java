package dev.gatehouse.step;

import dev.gatehouse.flow.HealingUse;
import dev.gatehouse.flow.Visit;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.OutcomeText;
import dev.gatehouse.trace.TraceCleaner;
import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Begins and ends each scenario: names it, keeps its evidence, gives the browser back. */
public final class ScenarioHooks {

  private final World world;

  public ScenarioHooks(World world) {
    this.world = world;
  }

  @Before
  public void begin(Scenario scenario) {
    world.begin(scenario.getName(), tag(scenario, "@portal:"), tag(scenario, "@entity:"));
  }

  private static String tag(Scenario scenario, String prefix) {
    return scenario.getSourceTagNames().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .findFirst()
        .orElse("");
  }

  // Runs last: hooks with a lower order run later when a scenario ends.
  @After(order = 0)
  public void close() {
    world.close();
  }

  @After(order = 10)
  public void keepEvidence(Scenario scenario) {
    world
        .visitIfAny()
        .flatMap(visit -> visit.screenshot())
        .ifPresent(
            png ->
                scenario.attach(
                    png, "image/png", scenario.isFailed() ? "At the failure" : "At the end"));
    Optional<Outcome> last = lastOf(world.outcomes());
    OutcomeText text = new OutcomeText(ZoneId.systemDefault());
    last.ifPresent(
        outcome ->
            scenario.attach(
                text.of(outcome).getBytes(StandardCharsets.UTF_8),
                OutcomeText.MEDIA_TYPE,
                "Outcome: " + outcome.title()));
    world.visitIfAny().ifPresent(visit -> attachHealings(scenario, visit));
    world
        .trace(scenario.isFailed())
        .ifPresent(zip -> scenario.attach(zip, TraceCleaner.MEDIA_TYPE, "Trace"));
    world.failUnclaimed();
  }

  // The report makes each an amber step by the name's first word.
  private static void attachHealings(Scenario scenario, Visit visit) {
    for (HealingUse healing : visit.healings()) {
      String name = "Healed: " + healing.summary();
      scenario.attach(
          healing.text().getBytes(StandardCharsets.UTF_8), OutcomeText.MEDIA_TYPE, name);
      healing.screenshot().ifPresent(png -> scenario.attach(png, "image/png", name));
    }
  }

  private static Optional<Outcome> lastOf(List<Outcome> outcomes) {
    return outcomes.isEmpty() ? Optional.empty() : Optional.of(outcomes.get(outcomes.size() - 1));
  }
}
