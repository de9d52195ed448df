package dev.gatehouse.locate;

import dev.gatehouse.locate.Judgement.Why;
import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Decides between the control learned last time and the one recognised now, on a page already read.
 * The learned one goes first; when it no longer fits (none, several, not the same thing any more)
 * recognition decides, and that is a healing. Thread-safe.
 */
public final class HealingJudge {

  /**
   * Agreement from which the learned control is the same thing, if recognition does not say
   * otherwise.
   */
  static final double SAME = 0.4;

  /** Agreement from which it is the same thing though recognition would have taken another. */
  static final double SURELY_SAME = 0.75;

  /** Agreement from which it may be the same thing though recognition knows nothing of it. */
  private static final double ALIKE = 0.45;

  /** By how much it must then agree better than anything else. */
  private static final double ALIKE_LEAD = 0.15;

  /** Points for agreeing wholly with what was learned, beside those for what it looks to be. */
  private static final double AGREEMENT_POINTS = 60;

  /** Points for being the one recognition chose: it saw the form as a whole. */
  private static final double CHOSEN_POINTS = 15;

  /**
   * What is sought.
   *
   * @param pick what recognition chose by itself, if anything
   * @param fit how well a control looks to be what is sought, in points; 0 for not at all
   * @param rival which other controls could be meant at all
   * @param pin CSS by which the portal's definition says it is found, if it does
   */
  public record Sought(
      Purpose purpose,
      Optional<Located> pick,
      ToDoubleFunction<Control> fit,
      Predicate<Located> rival,
      Optional<String> pin) {}

  private final boolean submitAllowed;

  /**
   * Creates a judge.
   *
   * @param submitAllowed whether the portal's definition lets a healing submit unapproved
   */
  public HealingJudge(boolean submitAllowed) {
    this.submitAllowed = submitAllowed;
  }

  /** Judges what is sought on a page. */
  public Judgement judge(PortalMemory memory, PageSnapshot page, Sought sought) {
    Optional<Located> pinned = pinned(page, sought);
    if (pinned.isPresent()) {
      return new Judgement.Known(pinned.get());
    }
    Optional<LearnedLocator> learned = memory.learned(sought.purpose());
    Optional<Located> known = learned.flatMap(locator -> known(locator, page, sought));
    if (known.isPresent()) {
      return new Judgement.Known(known.get());
    }
    Optional<Located> chosen =
        sought.pick().or(() -> learned.flatMap(locator -> alike(locator, page, sought)));
    if (chosen.isEmpty()) {
      return new Judgement.Absent();
    }
    Located pick = chosen.get();
    if (learned.isEmpty() && sought.pin().isEmpty()) {
      return rejection(memory, sought, pick)
          .<Judgement>map(
              entry ->
                  new Judgement.Refused(
                      pick, healing(page, sought, pick, learned), Why.REJECTED, entry.id()))
          .orElse(new Judgement.Fresh(pick));
    }
    return healed(memory, page, sought, pick, learned);
  }

  /**
   * Returns a control of the form in which the parts learned to stand together stand now; empty
   * when none of them was learned, or no form is clearly the one.
   *
   * @param parts what is sought in one form, the surest first
   */
  public Optional<Located> home(PortalMemory memory, PageSnapshot page, List<Purpose> parts) {
    List<LearnedLocator> learned =
        parts.stream().map(memory::learned).flatMap(Optional::stream).toList();
    return learned.stream()
        .map(locator -> locator.fitting(page))
        .filter(fitting -> fitting.size() == 1)
        .map(fitting -> fitting.get(0))
        .filter(l -> learned.stream().anyMatch(locator -> locator.agreement(l) >= ALIKE))
        .findFirst()
        .or(() -> likestForm(learned, page));
  }

  private static Optional<Located> likestForm(List<LearnedLocator> learned, PageSnapshot page) {
    if (learned.isEmpty()) {
      return Optional.empty();
    }
    List<Located> fields = page.choices().filter(l -> l.control().isField()).toList();
    ToDoubleFunction<Located> likeness =
        member ->
            learned.stream()
                .mapToDouble(
                    locator ->
                        fields.stream()
                            .filter(member::sharesFormWith)
                            .mapToDouble(locator::agreement)
                            .max()
                            .orElse(0))
                .sum();
    Optional<Located> best = fields.stream().max(Comparator.comparingDouble(likeness));
    return best.filter(
        one ->
            fields.stream()
                .filter(other -> !one.sharesFormWith(other))
                .allMatch(
                    other ->
                        likeness.applyAsDouble(one) - likeness.applyAsDouble(other) >= ALIKE_LEAD));
  }

  private Judgement healed(
      PortalMemory memory,
      PageSnapshot page,
      Sought sought,
      Located pick,
      Optional<LearnedLocator> learned) {
    Healing healing = healing(page, sought, pick, learned);
    Optional<PortalMemory.Entry> rejection = rejection(memory, sought, pick);
    if (rejection.isPresent()) {
      return new Judgement.Refused(pick, healing, Why.REJECTED, rejection.get().id());
    }
    // A button that looks right is not the one meant while another is clearly more like that one.
    boolean outdone =
        pick.control().isClickable()
            && learned
                .flatMap(locator -> alike(locator, page, sought))
                .filter(other -> !other.equals(pick))
                .isPresent();
    if (outdone || healing.score() - healing.runnerUpScore() < Finder.CLEAR_LEAD) {
      return new Judgement.Refused(pick, healing, Why.TOO_CLOSE, 0);
    }
    return sought.purpose().tier() == RiskTier.SUBMIT && !submitAllowed
        ? new Judgement.Refused(pick, healing, Why.UNAPPROVED, 0)
        : new Judgement.Healed(pick, healing);
  }

  private static Optional<Located> pinned(PageSnapshot page, Sought sought) {
    if (sought.pin().isEmpty()) {
      return Optional.empty();
    }
    List<Located> fitting = Finder.pinned(page, sought.purpose().name());
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  private static Optional<Located> known(LearnedLocator learned, PageSnapshot page, Sought sought) {
    List<Located> fitting = learned.fitting(page);
    if (fitting.size() != 1) {
      return Optional.empty();
    }
    Located found = fitting.get(0);
    boolean clickable = found.control().isClickable();
    if (clickable && !learned.fingerprint().saysTheSame(Fingerprint.of(found))) {
      return Optional.empty();
    }
    double agreement = learned.agreement(found);
    boolean chosen = sought.pick().filter(found::equals).isPresent();
    // Where recognition chose nothing it does not speak against what was learned either.
    boolean unopposed =
        sought.pick().isEmpty()
            && agreement >= (clickable ? SURELY_SAME : SAME)
            && sought.rival().test(found);
    boolean surely =
        agreement >= SURELY_SAME
            && sought.rival().test(found)
            && (clickable || sought.fit().applyAsDouble(found.control()) > 0);
    boolean same = chosen ? agreement >= SAME : unopposed || surely;
    return same ? Optional.of(found) : Optional.empty();
  }

  // Where recognition knows nothing, what is clearly the likest of all may have been meant.
  private static Optional<Located> alike(LearnedLocator learned, PageSnapshot page, Sought sought) {
    List<Located> likest =
        page.choices()
            .filter(sought.rival())
            .sorted(Comparator.comparingDouble(learned::agreement).reversed())
            .limit(2)
            .toList();
    if (likest.isEmpty() || learned.agreement(likest.get(0)) < ALIKE) {
      return Optional.empty();
    }
    boolean clear =
        likest.size() == 1
            || learned.agreement(likest.get(0)) - learned.agreement(likest.get(1)) >= ALIKE_LEAD;
    return clear ? Optional.of(likest.get(0)) : Optional.empty();
  }

  private static Optional<PortalMemory.Entry> rejection(
      PortalMemory memory, Sought sought, Located pick) {
    return memory.rejected(sought.purpose()).stream()
        .filter(
            entry ->
                entry.locator().anchor().fits(pick.control())
                    || entry.locator().agreement(pick) >= SURELY_SAME)
        .findFirst();
  }

  private static Healing healing(
      PageSnapshot page, Sought sought, Located pick, Optional<LearnedLocator> learned) {
    Optional<Candidate> next =
        page.choices()
            .filter(l -> !l.equals(pick) && sameSort(l.control(), pick.control()))
            .filter(sought.rival())
            .filter(l -> sought.fit().applyAsDouble(l.control()) > 0)
            .map(l -> new Candidate(l, new Score(points(l, sought, learned), List.of())))
            .max(Comparator.comparingDouble(c -> c.score().points()));
    String before =
        learned
            .map(LearnedLocator::describe)
            .or(() -> sought.pin().map(css -> "pinned by \"" + css + "\""))
            .orElse("not learned");
    return new Healing(
        sought.purpose(),
        before,
        LearnedLocator.of(page, pick),
        points(pick, sought, learned) + CHOSEN_POINTS,
        next.map(c -> c.control().describe()),
        next.map(c -> c.score().points()).orElse(0.0));
  }

  private static double points(Located located, Sought sought, Optional<LearnedLocator> learned) {
    return sought.fit().applyAsDouble(located.control())
        + AGREEMENT_POINTS * learned.map(l -> l.agreement(located)).orElse(0.0);
  }

  private static boolean sameSort(Control one, Control other) {
    return one.isField() == other.isField()
        && one.takesPassword() == other.takesPassword()
        && one.isRadio() == other.isRadio();
  }
}
