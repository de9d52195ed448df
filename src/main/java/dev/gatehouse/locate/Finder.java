package dev.gatehouse.locate;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which control of a snapshot is meant: one that is clearly best, none, or several too
 * close to call. Thread-safe.
 */
public final class Finder {

  /** Fewer points than this are no evidence that a control is what is sought. */
  static final double ENOUGH = 34;

  /** A lead smaller than this is too close to call. */
  static final double CLEAR_LEAD = 6;

  /** As many points a button has whose words say little beyond what is sought. */
  private static final double ALMOST_ITS_WORDS = 50;

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

  /** Returns how well a control goes by what people call it; 100 is its very label. */
  public Score labelScore(Control control, String label) {
    return LabelMatch.score(control, label);
  }

  /** Returns how well a control fits an intent. */
  public Score score(Control control, Intent intent) {
    return recogniser.score(control, intent);
  }

  /**
   * Finds the button that takes the form on the page forwards: to its next page, or off. The form
   * is the one that was filled in most, of several the one with the most fields; on a page without
   * fields (a review) every button is looked at.
   */
  public Finding formSubmit(PageSnapshot page) {
    Optional<FormKey> meant =
        page
            .usable()
            .filter(l -> l.control().isField() && !isAside(l.control()))
            .collect(Collectors.groupingBy(FormKey::of, LinkedHashMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .max(
                Comparator.comparingLong(
                        (Map.Entry<FormKey, List<PageSnapshot.Located>> form) ->
                            form.getValue().stream()
                                .filter(l -> holdsSomething(l.control()))
                                .count())
                    .thenComparingInt(form -> form.getValue().size()))
            .map(Map.Entry::getKey);
    return decide(
        "button that sends the form",
        page,
        located -> located.control().isClickable(),
        located ->
            forwardsScore(
                located.control(),
                meant.map(form -> form.equals(FormKey.of(located))).orElse(true)));
  }

  private static boolean holdsSomething(Control control) {
    return control.filled() || control.checked();
  }

  private record FormKey(String frame, int form) {
    static FormKey of(PageSnapshot.Located located) {
      return new FormKey(located.frame().reading().frame(), located.control().form());
    }
  }

  private boolean isAside(Control control) {
    return recogniser.score(control, Intent.SEARCH).points() >= ENOUGH
        || recogniser.score(control, Intent.NEWSLETTER).points() >= ENOUGH;
  }

  private Score forwardsScore(Control control, boolean inForm) {
    Score forwards =
        Stream.of(Intent.SUBMIT, Intent.NEXT, Intent.CONFIRM, Intent.SIGN_UP)
            .map(intent -> recogniser.score(control, intent))
            .max(Comparator.comparingDouble(Score::points))
            .orElse(Score.ZERO);
    double detour =
        Stream.of(
                Intent.BACK,
                Intent.LATER,
                Intent.SEARCH,
                Intent.NEWSLETTER,
                Intent.SIGN_OUT,
                Intent.SIGN_IN)
            .mapToDouble(intent -> recogniser.score(control, intent).points())
            .max()
            .orElse(0);
    if (!control.isButton()) {
      return detour >= forwards.points() || !inForm ? Score.ZERO : forwards.plus(-25, "is a link");
    }
    Score score = control.isSubmitButton() ? forwards.plus(20, "submits its form") : forwards;
    score =
        inForm ? score.plus(25, "stands in the form") : score.plus(-30, "stands outside the form");
    return detour > forwards.points() ? score.plus(-detour, "leads elsewhere") : score;
  }

  /**
   * Finds what closes the dialog, tour or banner that lies over other things, the likeliest: "No,
   * do not tell me of news" does, too.
   */
  public Optional<Candidate> dismissal(PageSnapshot page) {
    return page.usable()
        .filter(located -> located.control().isClickable() && !located.control().covered())
        .map(l -> new Candidate(l, recogniser.score(l.control(), Intent.DISMISS)))
        .filter(
            candidate ->
                candidate.score().points() >= ALMOST_ITS_WORDS
                    || (candidate.score().points() >= ENOUGH
                        && recogniser.begins(candidate.control(), Intent.DISMISS)))
        .max(Comparator.comparingDouble(candidate -> candidate.score().points()));
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
