package dev.gatehouse.flow;

import dev.gatehouse.locate.Healing;
import dev.gatehouse.locate.HealingJudge;
import dev.gatehouse.locate.Judgement;
import dev.gatehouse.locate.LearnedLocator;
import dev.gatehouse.locate.LearnedLocators;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.PortalMemory;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.outcome.Outcome.NeedsPerson;
import dev.gatehouse.outcome.PersonReason;
import dev.gatehouse.portal.HealingRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a visit knows of where the portal's controls are: what was learned before, read once, and
 * what it learns itself, kept when a flow reaches its end. Not thread-safe.
 */
final class VisitMemory {

  private final Site site;
  private final LearnedLocators store;
  private final Supplier<Optional<byte[]>> screenshot;
  private final HealingJudge judge;
  private final Map<Purpose, LearnedLocator> fresh = new LinkedHashMap<>();
  private final Map<String, Long> proposed = new LinkedHashMap<>();
  private final Set<Long> usedInFlow = new LinkedHashSet<>();
  private final List<String> observations = new ArrayList<>();
  private final List<HealingUse> healings = new ArrayList<>();
  private @Nullable PortalMemory known;

  /**
   * @param screenshot takes a picture of the page as it stands
   */
  VisitMemory(Site site, LearnedLocators store, Supplier<Optional<byte[]>> screenshot) {
    this.site = site;
    this.store = store;
    this.screenshot = screenshot;
    this.judge = new HealingJudge(site.portal().healing().submit() == HealingRules.Submit.ALLOWED);
  }

  /** Returns the locator learned for a purpose. */
  Optional<LearnedLocator> learned(Purpose purpose) {
    return known().learned(purpose);
  }

  /** Returns what this flow is about to learn. */
  Map<Purpose, LearnedLocator> fresh() {
    return Map.copyOf(fresh);
  }

  Judgement judge(Sighting seen, HealingJudge.Sought sought) {
    return judge.judge(known(), seen.page(), sought);
  }

  /** Returns a control of the form in which the parts learned to stand together stand now. */
  Optional<Located> home(Sighting seen, List<Purpose> parts) {
    return judge.home(known(), seen.page(), parts);
  }

  /** Notes that a control is about to be used as judged. */
  void use(Sighting seen, Purpose purpose, Judgement judgement) {
    if (judgement instanceof Judgement.Fresh found) {
      fresh.put(purpose, LearnedLocator.of(seen.page(), found.located()));
    } else if (judgement instanceof Judgement.Healed healed) {
      long id = propose(healed.healing(), "used unapproved");
      usedInFlow.add(id);
    }
  }

  /** Returns the outcome when a control must not be used as judged. */
  Optional<Outcome> refusal(Sighting seen, Judgement judgement) {
    if (!(judgement instanceof Judgement.Refused refused)) {
      return Optional.empty();
    }
    Healing healing = refused.healing();
    return Optional.of(
        switch (refused.why()) {
          case UNAPPROVED -> {
            long id = propose(healing, "not used");
            yield new NeedsPerson(
                PersonReason.HEALING,
                "The page changed: %s. Nothing was pressed, because nobody has approved that yet: it is healing %d. %s"
                    .formatted(healing.describe(), id, PersonReason.HEALING.advice()),
                seen.evidence());
          }
          case REJECTED ->
              new Failed(
                  FailureKind.PORTAL_CHANGED,
                  "The page changed: %s. It was not used, because it was rejected as healing %d. Pin the right control in %s, or approve that healing after all."
                      .formatted(healing.describe(), refused.rejectedAs(), site.portal().file()),
                  seen.evidence());
          case TOO_CLOSE ->
              new Failed(
                  FailureKind.AMBIGUOUS,
                  "The page changed, and two controls are too close to call: %s. Nothing was touched."
                      .formatted(healing.describe()),
                  seen.evidence());
        });
  }

  /** Ends a flow: keeps what it learned if it reached its end, and says what was healed. */
  Outcome end(Outcome outcome) {
    if (outcome.succeeded()) {
      fresh.keySet().removeIf(purpose -> known().learned(purpose).isPresent());
      if (!fresh.isEmpty()) {
        store.learn(site.environment(), site.portal().name(), fresh);
        known = null;
      }
      usedInFlow.forEach(id -> store.proved(id, site.portal().healing().approveAfter()));
    }
    Outcome told = outcome;
    for (String observation : observations) {
      told = plus(told, observation);
    }
    fresh.clear();
    usedInFlow.clear();
    observations.clear();
    return told;
  }

  /** Returns every healing met so far. */
  List<HealingUse> healings() {
    return List.copyOf(healings);
  }

  private long propose(Healing healing, String use) {
    String text = healing.describe();
    Long before = proposed.get(text);
    if (before != null) {
      return before;
    }
    Optional<byte[]> picture = screenshot.get();
    long id = store.propose(site.environment(), site.portal().name(), healing, picture);
    proposed.put(text, id);
    String summary = healing.purpose().describe() + ", " + use + " (healing " + id + ")";
    observations.add("Healed: " + text + " (healing " + id + ", " + use + ")");
    healings.add(
        new HealingUse(
            summary,
            "%s.%nIt waits for approval: gatehouse locator approve %d, or gatehouse locator reject %d.%n"
                .formatted(text, id, id)
                .replace("\r\n", "\n"),
            picture));
    return id;
  }

  private PortalMemory known() {
    PortalMemory now = known;
    if (now == null) {
      now = store.find(site.environment(), site.portal().name());
      known = now;
    }
    return now;
  }

  private static Outcome plus(Outcome outcome, String observation) {
    if (outcome instanceof Done done) {
      return new Done(
          done.message(), done.validUntil(), done.reference(), done.evidence().plus(observation));
    }
    if (outcome instanceof Failed failed) {
      return new Failed(failed.kind(), failed.message(), failed.evidence().plus(observation));
    }
    NeedsPerson person = (NeedsPerson) outcome;
    return new NeedsPerson(person.reason(), person.message(), person.evidence().plus(observation));
  }
}
