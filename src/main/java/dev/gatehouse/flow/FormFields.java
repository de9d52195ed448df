package dev.gatehouse.flow;

import dev.gatehouse.locate.FieldMatcher;
import dev.gatehouse.locate.FieldMatcher.Place;
import dev.gatehouse.locate.FieldMatcher.Sought;
import dev.gatehouse.locate.HealingJudge;
import dev.gatehouse.locate.Judgement;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
  private final String group;

  /** Those of a form. */
  FormFields(Visit visit, Form form) {
    this(visit, "form " + form.name());
  }

  /**
   * @param group under which they are learned
   */
  FormFields(Visit visit, String group) {
    this.visit = visit;
    this.group = group;
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
    matching.settle(left.values());
    // Then what is recognised, and last what is only like what was learned.
    left.forEach(
        (sought, place) ->
            matching.add(sought, Optional.of(place), matching.judge(sought, Optional.of(place))));
    others.stream()
        .filter(sought -> !left.containsKey(sought))
        .forEach(
            sought ->
                matching.add(sought, Optional.empty(), matching.judge(sought, Optional.empty())));
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
    private Optional<Located> home = Optional.empty();

    Matching(Sighting seen, Set<String> taken) {
      this.seen = seen;
      this.used = new HashSet<>(taken);
    }

    Judgement judge(Sought sought, Optional<Place> pick) {
      return FormFields.this.judge(seen, sought, pick.map(Place::located), used);
    }

    /** Decides which form most of the values belong in. */
    void settle(Collection<Place> recognised) {
      List<Located> all =
          Stream.concat(places.values().stream(), recognised.stream()).map(Place::located).toList();
      home =
          all.stream()
              .max(
                  Comparator.comparingLong(
                      one -> all.stream().filter(one::sharesFormWith).count()));
    }

    // A field that moved to another form is more likely a box for a newsletter.
    private boolean isAstray(Judgement judgement) {
      return judgement instanceof Judgement.Healed healed
          && home.filter(at -> !at.sharesFormWith(healed.located())).isPresent();
    }

    /** Returns whether the value has a place by that. */
    boolean add(Sought sought, Optional<Place> pick, Judgement judgement) {
      if (judgement instanceof Judgement.Absent
          || isAstray(judgement)
          || (judgement.isChange() && !seen.settledFor(DRAWN))) {
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
                      .orElseGet(() -> FieldMatcher.place(seen.page(), l))));
      return located.isPresent();
    }
  }

  private Judgement judge(Sighting seen, Sought sought, Optional<Located> pick, Set<String> used) {
    HealingJudge.Sought meant =
        new HealingJudge.Sought(
            purpose(sought),
            pick,
            control -> visit.locator().fields().points(sought, control),
            l ->
                l.control().isField()
                    && !l.control().readOnly()
                    && !used.contains(FieldMatcher.key(l)),
            Optional.ofNullable(visit.site().portal().locators().get(sought.name())));
    return visit.memory().judge(seen, meant);
  }

  private Purpose purpose(Sought sought) {
    return new Purpose(group, sought.name(), RiskTier.FILL);
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
