package dev.gatehouse.flow;

import dev.gatehouse.locate.Control;
import dev.gatehouse.locate.Finder;
import dev.gatehouse.locate.HealingJudge.Sought;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.Judgement;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.outcome.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The controls of one page that are used together: each as what was learned and what is recognised
 * say. Not thread-safe.
 */
final class JudgedControls {

  private final Visit visit;
  private final Sighting seen;
  private final Map<Purpose, Judgement> judgements = new LinkedHashMap<>();

  JudgedControls(Visit visit, Sighting seen) {
    this.visit = visit;
    this.seen = seen;
  }

  /**
   * Judges a control.
   *
   * @param pick what recognition chose
   * @param rival which others could be meant at all
   * @param intents what it is recognised by, any of them
   */
  void judge(Purpose purpose, Located pick, Predicate<Located> rival, Intent... intents) {
    Finder finder = visit.locator().finder();
    Sought sought =
        new Sought(
            purpose,
            Optional.of(pick),
            control -> best(finder, control, List.of(intents)),
            rival,
            Optional.ofNullable(visit.site().portal().locators().get(purpose.name())));
    judgements.put(purpose, visit.memory().judge(seen, sought));
  }

  private static double best(Finder finder, Control control, List<Intent> intents) {
    return intents.stream()
        .mapToDouble(intent -> finder.score(control, intent).points())
        .max()
        .orElse(0);
  }

  /** Returns whether something is not where it was learned to be; it may still be drawn. */
  boolean changed() {
    return judgements.values().stream().anyMatch(Judgement::isChange);
  }

  /** Returns the outcome when one of them must not be used. */
  Optional<Outcome> refusal() {
    return judgements.values().stream()
        .map(judgement -> visit.memory().refusal(seen, judgement))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Notes that they are about to be used. */
  void use() {
    judgements.forEach((purpose, judgement) -> visit.memory().use(seen, purpose, judgement));
  }

  /** Returns the control to use for a purpose, if there is one. */
  Optional<Located> control(Purpose purpose) {
    return Optional.ofNullable(judgements.get(purpose)).flatMap(Judgement::control);
  }

  /** Returns what was judged, by purpose. */
  Map<Purpose, Judgement> judgements() {
    return Map.copyOf(judgements);
  }
}
