package dev.gatehouse.locate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Scores how well a control is called what a feature file calls it. Thread-safe. */
final class LabelMatch {

  private record Source(String name, String text, double weight) {}

  /** What a label has ahead of another that differs in capitals or marks alone. */
  private static final double THE_VERY_LETTERS = Finder.CLEAR_LEAD + 1;

  private LabelMatch() {}

  /**
   * Returns how well a control goes by that label; 100 is the very words as its label, and the very
   * letters a little more.
   */
  static Score score(Control control, String label) {
    String wanted = Words.foldLabel(label);
    Score best = Score.ZERO;
    for (Source source : sources(control)) {
      double likeness = likeness(wanted, Words.foldLabel(source.text()));
      double points = 100 * likeness * source.weight();
      if (source.text().strip().equals(label.strip())) {
        points += THE_VERY_LETTERS;
      }
      if (points > best.points()) {
        best = Score.ZERO.plus(points, source.name() + " \"" + clip(source.text()) + "\"");
      }
    }
    return best;
  }

  private static List<Source> sources(Control control) {
    double own = 1;
    if (control.isClickable()) {
      return List.of(
          new Source("text", control.text(), own),
          new Source("text", control.value(), own),
          new Source("aria-label", control.ariaLabel(), own),
          new Source("aria-labelledby", control.labelledBy(), own),
          new Source("title", control.titleText(), 0.85),
          new Source("alt", control.alt(), 0.85),
          new Source("id", control.id(), 0.6),
          new Source("name", control.name(), 0.6));
    }
    boolean choice = control.isCheckbox() || control.isRadio();
    return List.of(
        new Source("label", control.label(), own),
        new Source("aria-label", control.ariaLabel(), own),
        new Source("aria-labelledby", control.labelledBy(), own),
        new Source("text after", control.after(), choice ? 0.9 : 0),
        new Source("value", choice ? control.value() : "", 0.8),
        new Source("placeholder", control.placeholder(), 0.9),
        new Source("text before", choice ? "" : control.before(), 0.88),
        new Source("title", control.titleText(), 0.85),
        new Source("name", control.name(), 0.75),
        new Source("id", control.id(), 0.72),
        new Source("test id", control.testId(), 0.72));
  }

  /** Returns how alike two folded texts are, 0 to 1. */
  static double likeness(String wanted, String found) {
    if (wanted.isEmpty() || found.isEmpty()) {
      return 0;
    }
    if (wanted.equals(found) || wanted.replace(" ", "").equals(found.replace(" ", ""))) {
      return 1;
    }
    String padded = " " + found + " ";
    if (padded.contains(" " + wanted + " ")) {
      double coverage = (double) wanted.length() / found.length();
      return (found.startsWith(wanted) ? 0.62 : 0.5) + 0.35 * coverage;
    }
    Set<String> mine = new HashSet<>(Arrays.asList(wanted.split(" ", -1)));
    Set<String> theirs = new HashSet<>(Arrays.asList(found.split(" ", -1)));
    Set<String> both = new HashSet<>(mine);
    both.retainAll(theirs);
    double overlap = (double) both.size() / (mine.size() + theirs.size() - both.size());
    return overlap >= 0.5 ? 0.75 * overlap : 0;
  }

  private static String clip(String text) {
    return text.length() > 60 ? text.substring(0, 59) + "…" : text;
  }
}
