package dev.gatehouse.flow;

import dev.gatehouse.locate.Control;
import dev.gatehouse.locate.FieldMatcher;
import dev.gatehouse.locate.FieldMatcher.Place;
import dev.gatehouse.locate.FieldMatcher.Sought;
import dev.gatehouse.locate.Finder;
import dev.gatehouse.locate.HealingJudge;
import dev.gatehouse.locate.Judgement;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import dev.gatehouse.locate.Score;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a form's values belong: the fields learned, else those recognised. */
final class FormFields {

  private static final Duration DRAWN = Duration.ofMillis(400);

  /** Where the values belong, and what learned locators say of each. */
  record Places(Map<Sought, Place> places, Map<Sought, Judgement> judgements) {
    boolean isEmpty() {
      return places.isEmpty() && judgements.isEmpty();
    }
  }

  private final Visit visit;
  private final Form form;

  FormFields(Visit visit, Form form) {
    this.visit = visit;
    this.form = form;
  }

  /**
   * Returns where the values belong on this page, for those that have a clear place.
   *
   * @param taken places already filled, by {@link FieldMatcher#key}
   */
  Places match(Sighting seen, List<Sought> soughts, Set<String> taken) {
    Matching matching = new Matching(seen, taken);
    // What was learned goes first, so that no value of another takes its field.
    List<Sought> others = new ArrayList<>();
    Map<Sought, Place> recognised = recognised(seen, soughts, taken);
    for (Sought sought : soughts) {
      Optional<Place> pick = Optional.ofNullable(recognised.get(sought));
      if (!(matching.judge(sought, pick) instanceof Judgement.Known known)
          || !matching.add(sought, pick, known)) {
        others.add(sought);
      }
    }
    Map<Sought, Place> left = recognised(seen, others, matching.used);
    for (Sought sought : others) {
      Optional<Place> pick = Optional.ofNullable(left.get(sought));
      if (pick.isPresent() && pick.get().control().isRadio()) {
        // One of a group is no place of its own.
        matching.places.put(sought, pick.get());
      } else {
        matching.add(sought, pick, matching.judge(sought, pick));
      }
    }
    return new Places(matching.places, matching.judgements);
  }

  private Map<Sought, Place> recognised(Sighting seen, List<Sought> soughts, Set<String> taken) {
    return visit.locator().fields().match(seen.page(), soughts, taken);
  }

  private final class Matching {
    private final Sighting seen;
    private final Set<String> used;
    private final Map<Sought, Place> places = new LinkedHashMap<>();
    private final Map<Sought, Judgement> judgements = new LinkedHashMap<>();

    Matching(Sighting seen, Set<String> taken) {
      this.seen = seen;
      this.used = new HashSet<>(taken);
    }

    Judgement judge(Sought sought, Optional<Place> pick) {
      return FormFields.this.judge(seen, sought, pick.map(Place::located), used);
    }

    /** Returns whether the value has a place by that. */
    boolean add(Sought sought, Optional<Place> pick, Judgement judgement) {
      boolean changed =
          judgement instanceof Judgement.Healed || judgement instanceof Judgement.Refused;
      if (judgement instanceof Judgement.Absent || (changed && !seen.settledFor(DRAWN))) {
        return false;
      }
      Optional<Located> located = judgement.control();
      if (located.isPresent() && !used.add(FieldMatcher.key(located.get()))) {
        return false;
      }
      judgements.put(sought, judgement);
      located.ifPresent(
          l ->
              places.put(
                  sought,
                  pick.filter(place -> place.located().equals(l))
                      .orElseGet(() -> new Place(List.of(l), Score.ZERO))));
      return located.isPresent();
    }
  }

  private Judgement judge(Sighting seen, Sought sought, Optional<Located> pick, Set<String> used) {
    HealingJudge.Sought meant =
        new HealingJudge.Sought(
            purpose(sought),
            pick,
            control -> fit(control, sought),
            l ->
                l.control().isField()
                    && !l.control().isRadio()
                    && !l.control().readOnly()
                    && !used.contains(FieldMatcher.key(l)),
            Optional.ofNullable(visit.site().portal().locators().get(sought.name())));
    return visit.memory().judge(seen, meant);
  }

  private Purpose purpose(Sought sought) {
    return new Purpose("form " + form.name(), sought.name(), RiskTier.FILL);
  }

  private double fit(Control control, Sought sought) {
    Finder finder = visit.locator().finder();
    double byIntent = sought.intent().map(i -> finder.score(control, i).points()).orElse(0.0);
    return Math.max(finder.labelScore(control, sought.label()).points(), byIntent);
  }

  /** Returns the outcome when a value's field must not be used. */
  Optional<Outcome> refusal(Sighting seen, Places places) {
    return places.judgements().values().stream()
        .map(judgement -> visit.memory().refusal(seen, judgement))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Notes that a value is about to be entered. */
  void use(Sighting seen, Sought sought, Places places) {
    Judgement judgement = places.judgements().get(sought);
    if (judgement != null) {
      visit.memory().use(seen, purpose(sought), judgement);
    }
  }
}
