package dev.gatehouse.locate;

import dev.gatehouse.browser.WebPage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** All of locating behind one door: read a page, say what it is, find things on it. Thread-safe. */
public final class Locator {

  private final LearnedLocators learned;
  private final SnapshotTaker taker = new SnapshotTaker();
  private final Recogniser recogniser = new Recogniser();
  private final PageReader reader = new PageReader(recogniser);
  private final Finder finder = new Finder(recogniser);
  private final AccountMenu accountMenu = new AccountMenu(recogniser, finder);
  private final FieldMatcher fields = new FieldMatcher(recogniser);

  /** Creates one that learns nothing. */
  public Locator() {
    this(LearnedLocators.none());
  }

  /**
   * @param learned where what it learns is kept
   */
  public Locator(LearnedLocators learned) {
    this.learned = learned;
  }

  /** Returns where what is learned is kept. */
  public LearnedLocators learned() {
    return learned;
  }

  /**
   * Takes a snapshot of the page.
   *
   * @param pins CSS pinned by the portal's definition, by the name of what it pins
   */
  public PageSnapshot snapshot(WebPage page, Map<String, String> pins, Duration deadline) {
    return taker.take(page, pins, deadline);
  }

  /** Says what kind of page it is and where its sign-in parts are. */
  public PageReading read(PageSnapshot page) {
    return reader.read(page);
  }

  /**
   * What one signs in with of one form.
   *
   * @param identifier the field for the user name or e-mail address
   * @param password the field for the password
   * @param submit what sends them
   */
  public record SignInParts(
      Optional<PageSnapshot.Located> identifier,
      Optional<PageSnapshot.Located> password,
      Optional<PageSnapshot.Located> submit) {}

  /** Returns what one signs in with of the form a field stands in. */
  public SignInParts signInParts(PageSnapshot page, PageSnapshot.Located field) {
    SignInForm.Parts parts = reader.form(page, field);
    return new SignInParts(
        parts.identifier().map(Candidate::located),
        parts.password().map(Candidate::located),
        parts.submit().map(Candidate::located));
  }

  /** Returns what finds single controls. */
  public Finder finder() {
    return finder;
  }

  /** Returns what finds the menu signing out may be hidden in. */
  public AccountMenu accountMenu() {
    return accountMenu;
  }

  /** Returns what finds the controls a form's values belong in. */
  public FieldMatcher fields() {
    return fields;
  }
}
