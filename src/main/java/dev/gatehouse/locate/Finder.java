package dev.gatehouse.locate;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides which control of a snapshot is meant: one that is clearly best, none, or several too
 * close to call. Thread-safe.
 */
public final class Finder {

  /** Fewer points than this are no evidence that a control is what is sought. */
  static final double ENOUGH = 34;

  /** A lead smaller than this is too close to call. */
  static final double CLEAR_LEAD = 6;

  private final Recogniser recogniser;

  public Finder(Recogniser recogniser) {
    this.recogniser = recogniser;
  }

  /** Finds the control for an intent among all a person can use; a pinned one wins. */
  public Finding byIntent(PageSnapshot page, Intent intent) {
    List<PageSnapshot.Located> pinned = pinned(page, intent.word());
    if (pinned.size() == 1) {
      Score score = Score.ZERO.plus(100, "pinned by the portal's definition");
      return new Finding.Found(new Candidate(pinned.get(0), score));
    }
    return decide(
        intent.word(),
        page,
        located -> true,
        located -> recogniser.score(located.control(), intent));
  }

  /** Finds a field of any sort by what people call it. */
  public Finding fieldByLabel(PageSnapshot page, String label) {
    return decide(
        "field \"" + label + "\"",
        page,
        located -> located.control().isField(),
        located -> LabelMatch.score(located.control(), label));
  }

  /** Finds something to click by what it says. */
  public Finding clickableByText(PageSnapshot page, String text) {
    return decide(
        "button or link \"" + text + "\"",
        page,
        located -> located.control().isClickable(),
        located -> LabelMatch.score(located.control(), text));
  }

  /** Finds the control among those that pass, by a score; equals on one spot count as one. */
  public Finding decide(
      String sought,
      PageSnapshot page,
      Predicate<PageSnapshot.Located> among,
      Function<PageSnapshot.Located, Score> score) {
    List<Candidate> ranked =
        page.usable()
            .filter(among)
            .map(located -> new Candidate(located, score.apply(located)))
            .filter(candidate -> candidate.score().points() > 0)
            .sorted(Comparator.comparingDouble((Candidate c) -> c.score().points()).reversed())
            .toList();
    if (ranked.isEmpty() || ranked.get(0).score().points() < ENOUGH) {
      return new Finding.Missing(sought, ranked.stream().limit(3).toList());
    }
    Candidate best = ranked.get(0);
    List<Candidate> close =
        ranked.stream()
            .filter(c -> best.score().points() - c.score().points() < CLEAR_LEAD)
            .filter(c -> c.equals(best) || !sameThing(best, c))
            .toList();
    return close.size() == 1 ? new Finding.Found(best) : new Finding.Ambiguous(sought, close);
  }

  /** Returns the usable controls that fit a locator pinned under that name. */
  public static List<PageSnapshot.Located> pinned(PageSnapshot page, String name) {
    return page.usable().filter(located -> located.control().pins().contains(name)).toList();
  }

  // A menu entry and the same entry in the footer lead to one address; an icon inside its link is
  // that link.
  private static boolean sameThing(Candidate a, Candidate b) {
    Control one = a.control();
    Control other = b.control();
    boolean sameTarget = !one.href().isEmpty() && one.href().equals(other.href());
    return sameTarget || contains(one.box(), other.box()) || contains(other.box(), one.box());
  }

  private static boolean contains(Control.Box outer, Control.Box inner) {
    return inner.width() > 0
        && inner.left() >= outer.left()
        && inner.top() >= outer.top()
        && inner.left() + inner.width() <= outer.left() + outer.width()
        && inner.top() + inner.height() <= outer.top() + outer.height();
  }
}
