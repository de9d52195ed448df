package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what may open the menu in which signing out is hidden. Thread-safe. */
public final class AccountMenu {

  private static final int MOST = 5;
  private static final int HEADER_PIXELS = 160;
  private static final Pattern ABOUT_SOMEBODY =
      Pattern.compile("user|account|profile|avatar|person|persona|gravatar");
  private static final Pattern NOT_A_MENU_OF_SOMEBODY =
      Pattern.compile(
          "\\b(?:help|language|search|notifications?|nav(?:igation)?|hilfe|sprache)\\b");

  /** From here on a heading is about what it names, rather than mentioning it. */
  private static final double CLEARLY = 0.6;

  /** From here on a text is what is meant, and nothing besides. */
  private static final double ITSELF = 0.95;

  private static final Pattern LAST_NAME =
      Pattern.compile("^(?!#|(?i:javascript|mailto):)(?:[^?#]*/)?([^/?#;.]+)(?:[.;?#].*)?$");

  private final Recogniser recogniser;
  private final Finder finder;

  AccountMenu(Recogniser recogniser, Finder finder) {
    this.recogniser = recogniser;
    this.finder = finder;
  }

  /**
   * Returns what may open the menu, the likeliest first, five at most.
   *
   * @param hidden what signs out, where the page has it already without showing it
   * @param username the name the account is shown by, perhaps shortened to what is before its "@"
   */
  public List<Located> openers(PageSnapshot page, Optional<Located> hidden, String username) {
    Set<Located> found = new LinkedHashSet<>();
    hidden.flatMap(signOut -> before(page, signOut)).ifPresent(found::add);
    if (finder.byIntent(page, Intent.ACCOUNT) instanceof Finding.Found account) {
      found.add(account.candidate().located());
    }
    candidates(page).filter(l -> names(l.control(), username)).forEach(found::add);
    candidates(page).filter(l -> isAboutSomebody(l.control())).forEach(found::add);
    candidates(page)
        .filter(l -> opensSomething(l.control()) && l.control().box().top() < HEADER_PIXELS)
        .filter(l -> !NOT_A_MENU_OF_SOMEBODY.matcher(Words.fold(l.control().caption())).find())
        // Where a page is read from the left, who one is stands at its right end.
        .sorted(Comparator.comparingInt((Located l) -> l.control().box().left()).reversed())
        .forEach(found::add);
    return found.stream().limit(MOST).toList();
  }

  /** Returns the link of which only the address says that it signs out, if there is but one. */
  public Optional<Located> byAddress(PageSnapshot page) {
    List<Located> links = page.usable().filter(l -> signsOut(l.control().href())).limit(2).toList();
    return links.size() == 1 ? Optional.of(links.get(0)) : Optional.empty();
  }

  private boolean signsOut(String href) {
    Matcher name = LAST_NAME.matcher(href);
    return name.matches() && recogniser.names(Intent.SIGN_OUT, name.group(1)) >= ITSELF;
  }

  /** Returns the button that says yes on a page whose heading asks whether to sign out. */
  public Optional<Located> confirmation(PageSnapshot page) {
    boolean asked =
        page.headings().stream()
            .anyMatch(heading -> recogniser.names(Intent.SIGN_OUT, heading) >= CLEARLY);
    return asked && finder.formSubmit(page) instanceof Finding.Found found
        ? Optional.of(found.candidate().located())
        : Optional.empty();
  }

  // What opens a menu stands just before it in the page.
  private static Optional<Located> before(PageSnapshot page, Located hidden) {
    return candidates(page)
        .filter(l -> l.frame().equals(hidden.frame()))
        .filter(l -> l.control().index() < hidden.control().index())
        .reduce((first, second) -> second);
  }

  private static Stream<Located> candidates(PageSnapshot page) {
    return page.usable().filter(l -> l.control().isClickable());
  }

  private static boolean opensSomething(Control control) {
    return !control.popup().isEmpty() || control.expanded().equals("false");
  }

  private static boolean names(Control control, String username) {
    String wanted = Words.fold(username.replaceFirst("@.*", ""));
    return !wanted.isEmpty()
        && Stream.of(control.text(), control.ariaLabel(), control.titleText(), control.alt())
            .map(Words::fold)
            .anyMatch(
                text -> text.length() < 60 && (" " + text + " ").contains(" " + wanted + " "));
  }

  private static boolean isAboutSomebody(Control control) {
    boolean elsewhere = !control.href().isEmpty() && !control.href().startsWith("#");
    return !elsewhere
        && ABOUT_SOMEBODY
            .matcher(
                Words.fold(
                    String.join(
                        " ",
                        control.id(),
                        control.classes(),
                        control.testId(),
                        control.ariaLabel(),
                        control.alt())))
            .find();
  }
}
