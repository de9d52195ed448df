package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.List;

/**
 * How a control is found again on a page already read, without asking the browser.
 *
 * @param anchor the attribute it is found by
 * @param fingerprint what it must agree with to be the same thing still
 * @param description the control in a few words, as it was when it was learned
 */
public record LearnedLocator(Anchor anchor, Fingerprint fingerprint, String description) {

  private static final double NEARLY_ALL = 0.9;

  /**
   * Returns the locator by which this control of the page is found again; of radio buttons, by
   * which their group is.
   */
  public static LearnedLocator of(PageSnapshot page, Located located) {
    return new LearnedLocator(
        Anchor.of(page, located.control()), Fingerprint.of(located), name(located.control()));
  }

  private static String name(Control control) {
    return control.isRadio() && !control.group().isBlank()
        ? "radio buttons \"" + control.group() + "\""
        : control.describe();
  }

  /** Returns the usable controls that fit, each group of radio buttons by its first alone. */
  List<Located> fitting(PageSnapshot page) {
    return page.choices()
        .filter(
            l ->
                anchor.kind() == Anchor.Kind.WHOLE
                    ? agreement(l) >= NEARLY_ALL
                    : anchor.fits(l.control()))
        .toList();
  }

  /** Returns how far a control agrees with the one learned, 0 to 1. */
  double agreement(Located located) {
    return fingerprint.agreement(Fingerprint.of(located));
  }

  /** Returns whether something clickable says what the one learned said, and says anything. */
  public boolean saysTheSame(Control control) {
    String words = Anchor.words(control);
    return !words.isEmpty() && words.equals(fingerprint.attributes().get("text"));
  }

  /** Returns it in words: {@code button "Log in" by id "go"}. */
  public String describe() {
    return description + " by " + anchor.describe();
  }
}
