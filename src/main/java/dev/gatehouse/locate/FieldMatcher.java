package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.PageSnapshot.RadioGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds which controls a form's values belong in. All values are matched at once, so that a field
 * another value fits better is not taken. Thread-safe.
 */
public final class FieldMatcher {

  /** A field is taken for what is sought only from here on: 100 is its very label. */
  private static final double ENOUGH = 45;

  /**
   * What is sought.
   *
   * @param name what the definition and feature files call it
   * @param label its label on the page, or the name in words
   * @param intent what it is recognised by, if its name or definition says
   */
  public record Sought(String name, String label, Optional<Intent> intent) {}

  /**
   * A place for a value: one control, or the buttons or boxes of one group.
   *
   * @param controls one, but for radio buttons and groups of check boxes
   */
  public record Place(List<Located> controls, Score score) {
    public Place {
      controls = List.copyOf(controls);
    }

    /** Returns its first or only control. */
    public Control control() {
      return controls.get(0).control();
    }

    /** Returns its first or only control with its frame. */
    public Located located() {
      return controls.get(0);
    }
  }

  /** The word "confirmation" beside an address need not mean that it is asked for again. */
  private static final double MAY_ASK_AGAIN = -30;

  private record Pair(Sought sought, Place place) {}

  private final Recogniser recogniser;

  FieldMatcher(Recogniser recogniser) {
    this.recogniser = recogniser;
  }

  /**
   * Returns the place of every value that has a clear one on this page. A value whose two best
   * places are too close to call is not among them.
   *
   * @param taken places already filled, by {@link #key}, which are left alone
   */
  public Map<Sought, Place> match(PageSnapshot page, List<Sought> soughts, Set<String> taken) {
    List<List<Located>> places = places(page, taken);
    List<Pair> pairs = new ArrayList<>();
    for (Sought sought : soughts) {
      for (List<Located> place : places) {
        Score score = score(sought, place);
        if (score.points() >= ENOUGH) {
          pairs.add(new Pair(sought, new Place(place, score)));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble((Pair p) -> p.place().score().points()).reversed());
    return assign(pairs);
  }

  private static Map<Sought, Place> assign(List<Pair> pairs) {
    Map<Sought, Place> assigned = new LinkedHashMap<>();
    Set<String> used = new HashSet<>();
    Set<Sought> unclear = new HashSet<>();
    for (Pair pair : pairs) {
      Sought sought = pair.sought();
      if (assigned.containsKey(sought)
          || unclear.contains(sought)
          || used.contains(key(pair.place().located()))) {
        continue;
      }
      if (hasRival(pair, pairs, used)) {
        unclear.add(sought);
        continue;
      }
      assigned.put(sought, pair.place());
      used.add(key(pair.place().located()));
    }
    return assigned;
  }

  private static boolean hasRival(Pair pair, List<Pair> pairs, Set<String> used) {
    String own = key(pair.place().located());
    double points = pair.place().score().points();
    return pairs.stream()
        .filter(other -> other.sought().equals(pair.sought()))
        .filter(other -> points - other.place().score().points() < Finder.CLEAR_LEAD)
        .map(other -> key(other.place().located()))
        .filter(other -> !other.equals(own) && !used.contains(other))
        // A field some other value fits better is no rival.
        .anyMatch(
            other ->
                pairs.stream()
                    .noneMatch(
                        p ->
                            key(p.place().located()).equals(other)
                                && !p.sought().equals(pair.sought())
                                && p.place().score().points() > points));
  }

  /** Returns every field-like place of the page a person can use, with its score for one value. */
  public List<Place> rank(PageSnapshot page, Sought sought) {
    return places(page, Set.of()).stream()
        .map(place -> new Place(place, score(sought, place)))
        .filter(place -> place.score().points() > 0)
        .sorted(Comparator.comparingDouble((Place p) -> p.score().points()).reversed())
        .toList();
  }

  private static List<List<Located>> places(PageSnapshot page, Set<String> taken) {
    Map<Object, List<Located>> places = new LinkedHashMap<>();
    page.usable()
        .filter(l -> l.control().isField() && !l.control().readOnly())
        .filter(l -> !taken.contains(key(l)))
        .forEach(l -> places.computeIfAbsent(spot(l), spot -> new ArrayList<>()).add(l));
    return List.copyOf(places.values());
  }

  private static Object spot(Located located) {
    return located.control().isRadio() ? RadioGroup.of(located) : located;
  }

  /** Returns the place a control stands for: itself, or all radio buttons of its group. */
  public static Place place(PageSnapshot page, Located located) {
    Object spot = spot(located);
    return new Place(page.usable().filter(l -> spot(l).equals(spot)).toList(), Score.ZERO);
  }

  /** Returns how well a control goes by what is sought; radio buttons go by their group. */
  public double points(Sought sought, Control control) {
    Score byLabel =
        control.isRadio()
            ? groupScore(control, sought.label())
            : LabelMatch.score(control, sought.label());
    double byIntent =
        control.isRadio()
            ? 0
            : sought.intent().map(i -> recogniser.score(control, i).points()).orElse(0.0);
    double points = Math.max(byLabel.points(), byIntent);
    if (!control.isTextField()
        || asksAgain(control) == AGAIN.matcher(Words.fold(sought.label())).find()) {
      return points;
    }
    return control.isPassword() ? 0 : points + MAY_ASK_AGAIN;
  }

  /** Returns a name for a control that stays the same from one snapshot of a page to the next. */
  public static String key(Located located) {
    Control c = located.control();
    String group = c.isRadio() ? "" : c.value() + "|" + c.id();
    return String.join(
        "|",
        located.frame().reading().address(),
        String.valueOf(c.form()),
        c.tag(),
        c.type(),
        c.name(),
        group,
        c.isRadio() ? c.group() : c.label() + c.ariaLabel() + c.placeholder() + c.before());
  }

  // Forms ask for addresses and passwords twice; the second time is no place of its own. A password
  // is never "confirmed" otherwise, an address beside the word may be the only one.
  private Score score(Sought sought, List<Located> place) {
    Control control = place.get(0).control();
    Score score = fit(sought, place);
    boolean again = AGAIN.matcher(Words.fold(sought.label())).find();
    if (!control.isTextField()
        || control.pins().contains(sought.name())
        || asksAgain(control) == again) {
      return score;
    }
    return control.isPassword() ? Score.ZERO : score.plus(MAY_ASK_AGAIN, "may ask again");
  }

  private Score fit(Sought sought, List<Located> place) {
    Control control = place.get(0).control();
    if (control.pins().contains(sought.name())) {
      return Score.ZERO.plus(200, "pinned by the portal's definition");
    }
    Score byLabel =
        control.isRadio()
            ? groupScore(control, sought.label())
            : LabelMatch.score(control, sought.label());
    if (sought.intent().isEmpty() || control.isRadio()) {
      return byLabel;
    }
    Score byIntent = recogniser.score(control, sought.intent().get());
    boolean another =
        Intent.of(Intent.Kind.FIELD).stream()
            .filter(intent -> intent != sought.intent().get())
            // To a page every password is simply a password; the definition knows which is meant.
            .filter(intent -> !(isPassword(intent) && isPassword(sought.intent().get())))
            .anyMatch(
                intent -> recogniser.score(control, intent).points() > byIntent.points() + 15);
    double points = another ? 0 : Math.min(99, byIntent.points() * 1.15);
    return points > byLabel.points() ? new Score(points, byIntent.evidence()) : byLabel;
  }

  private static boolean isPassword(Intent intent) {
    return intent == Intent.CURRENT_PASSWORD || intent == Intent.NEW_PASSWORD;
  }

  private static Score groupScore(Control radio, String label) {
    String wanted = Words.foldLabel(label);
    double group = LabelMatch.likeness(wanted, Words.foldLabel(radio.group()));
    double name = 0.75 * LabelMatch.likeness(wanted, Words.foldLabel(radio.name()));
    return group >= name
        ? Score.ZERO.plus(100 * group, "group \"" + radio.group() + "\"")
        : Score.ZERO.plus(100 * name, "name \"" + radio.name() + "\"");
  }

  private static final Pattern AGAIN =
      Pattern.compile(
          "\\b(?:confirm\\w*|repeat|again|re ?enter|re ?type|verify|bestatig\\w*|wiederhol\\w*|confirma\\w*"
              + "|confirmer|repet\\w*|conferma|herhaal|bevestig|powtorz|повтор\\w*|tekrar)\\b|確認|确认|再");

  /**
   * Returns the empty field that asks for the same value a second time: "repeat your password".
   *
   * @param taken places already filled, by {@link #key}
   */
  public Optional<Located> repetition(PageSnapshot page, Intent intent, Set<String> taken) {
    return page.usable()
        .filter(l -> l.control().isTextField() && !l.control().filled() && !l.control().readOnly())
        .filter(l -> !taken.contains(key(l)))
        .filter(l -> l.control().isPassword() == (intent != Intent.EMAIL))
        .filter(l -> asksAgain(l.control()))
        .filter(
            l ->
                l.control().isPassword()
                    || recogniser.score(l.control(), Intent.EMAIL).points() >= 20)
        .findFirst();
  }

  private static boolean asksAgain(Control control) {
    String words =
        Words.fold(
            String.join(
                " ",
                control.label(),
                control.ariaLabel(),
                control.labelledBy(),
                control.placeholder(),
                control.name(),
                control.id(),
                control.label().isEmpty() ? control.before() : ""));
    return AGAIN.matcher(words).find();
  }

  /**
   * Returns the one of a group's controls that goes by a value: its label, its text or its value.
   */
  public static Optional<Located> option(Place place, String value) {
    return place.controls().stream()
        .map(l -> new Candidate(l, LabelMatch.score(l.control(), value)))
        .filter(c -> c.score().points() >= ENOUGH)
        .max(Comparator.comparingDouble(c -> c.score().points()))
        .map(Candidate::located);
  }

  /**
   * Returns the choice of a list that goes by a value: its text, else its value, else the likest.
   */
  public static Optional<Control.Option> choice(Control select, String value) {
    String wanted = Words.fold(value);
    return select.options().stream()
        .filter(o -> Words.fold(o.text()).equals(wanted))
        .findFirst()
        .or(() -> select.options().stream().filter(o -> o.value().equals(value)).findFirst())
        .or(
            () ->
                select.options().stream()
                    .filter(o -> LabelMatch.likeness(wanted, Words.fold(o.text())) >= 0.5)
                    .max(
                        Comparator.comparingDouble(
                            o -> LabelMatch.likeness(wanted, Words.fold(o.text())))));
  }
}
