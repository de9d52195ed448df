package dev.gatehouse.flow;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Element;
import dev.gatehouse.browser.Reply;
import dev.gatehouse.browser.SessionOptions.BasicCredentials;
import dev.gatehouse.browser.WebPage;
import dev.gatehouse.locate.Candidate;
import dev.gatehouse.locate.FieldMatcher;
import dev.gatehouse.locate.Locator;
import dev.gatehouse.locate.PageReading;
import dev.gatehouse.locate.PageSnapshot;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.SnapshotTaker;
import dev.gatehouse.secret.Account;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One scenario's stay at a portal: the site, the browser session, and the eyes to watch its pages
 * with. Not thread-safe.
 */
public final class Visit {

  private static final Duration READ = Duration.ofSeconds(10);

  /** A page that cannot be read once in this time is not going to be. */
  private static final Duration UNREADABLE = Duration.ofSeconds(30);

  private static final Duration UNCOVERING = Duration.ofSeconds(3);
  private static final Duration BEFORE_LOOKING_AGAIN = Duration.ofSeconds(3);
  private static final int MOST_COVERS = 4;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final Duration OPEN = Duration.ofSeconds(60);
  private static final Duration ACT = Duration.ofSeconds(10);

  private final Site site;
  private final Locator locator;
  private final SessionSource source;
  private final VisitMemory memory;
  private final SecretScope secrets;
  private final Set<String> hidden = new HashSet<>();
  private BrowserSession session;
  private boolean answersChallenges;
  private @Nullable PageSnapshot lastRead;
  private @Nullable PageReading lastReading;

  /** Begins a browser session, ending the one before. */
  @FunctionalInterface
  public interface SessionSource {
    /** Returns a session signed in nowhere that answers HTTP authentication with these, if any. */
    BrowserSession begin(Optional<BasicCredentials> credentials);
  }

  /** Begins a visit in a session that stays the same throughout. */
  public Visit(Site site, BrowserSession session, Locator locator) {
    this(site, session, locator, false, credentials -> session, SecretScope.none());
  }

  /**
   * Begins a visit.
   *
   * @param answersChallenges whether the session has what HTTP authentication asks for
   * @param source where another session comes from when the portal asks for HTTP authentication,
   *     which a browser answers for a whole session
   * @param secrets keeps what records the session from seeing what is typed; follows the source's
   *     sessions by itself
   */
  public Visit(
      Site site,
      BrowserSession session,
      Locator locator,
      boolean answersChallenges,
      SessionSource source,
      SecretScope secrets) {
    this.site = site;
    this.session = session;
    this.locator = locator;
    this.answersChallenges = answersChallenges;
    this.source = source;
    this.secrets = secrets;
    this.memory = new VisitMemory(site, locator.learned(), this::screenshot);
  }

  /** Returns where the visit is. */
  public Site site() {
    return site;
  }

  /** Returns the browser session it uses. */
  public BrowserSession session() {
    return session;
  }

  /** Returns whether this visit's session answers HTTP authentication. */
  boolean answersChallenges() {
    return answersChallenges;
  }

  /** Goes on in a session that answers HTTP authentication on the portal's own origin. */
  void answerChallenges(Account account) {
    hide(account.password().reveal());
    session =
        source.begin(
            Optional.of(
                new BasicCredentials(
                    Site.origin(site.base().toString()),
                    account.username(),
                    account.password().reveal())));
    answersChallenges = true;
  }

  /** Goes on in a session that has no password to answer with: HTTP knows no signing out. */
  void forgetCredentials() {
    session = source.begin(Optional.empty());
    answersChallenges = false;
  }

  /** Returns what is known of where the portal's controls are. */
  VisitMemory memory() {
    return memory;
  }

  /** Returns every healing this visit met so far, for the report. */
  public List<HealingUse> healings() {
    return memory.healings();
  }

  /** Returns what keeps recordings from the secrets of this visit. */
  SecretScope secrets() {
    return secrets;
  }

  Locator locator() {
    return locator;
  }

  /** Returns the window a person would be looking at. */
  public WebPage window() {
    return session.page();
  }

  /** Navigates to a page of the portal; answers and dialogs are counted from here. */
  Reply open(String page, Deadline deadline) {
    Reply reply = enter(page, deadline);
    WebPage window = window();
    // A first reading costs three times a later one; here it costs nothing.
    look(window, deadline, deadline);
    window.awaitParsed(deadline.left(OPEN));
    return reply;
  }

  /**
   * Navigates to a page of the portal and returns as soon as it begins to come. What is not there
   * yet says nothing then: see {@link Sighting#coming}.
   */
  Reply enter(String page, Deadline deadline) {
    WebPage window = window();
    window.forgetReplies();
    return window.enter(site.resolve(page), deadline.left(OPEN));
  }

  /**
   * Watches the page until the function decides, and returns what it decided; empty when the
   * deadline passed undecided. The page is read anew only when it may have changed.
   */
  <T> Optional<T> until(Deadline deadline, Function<Sighting, Optional<T>> decide) {
    Stillness stillness = new Stillness(System::nanoTime);
    Deadline unreadable = deadline.atMost(UNREADABLE);
    while (true) {
      WebPage window = window();
      Optional<PageSnapshot> snapshot = look(window, deadline, unreadable);
      if (window != window() && !deadline.isOver()) {
        // Looking brought word of a window that opened or closed: that is where to look now.
        continue;
      }
      if (snapshot.isPresent()) {
        unreadable = deadline.atMost(UNREADABLE);
        stillness.see(snapshot.get());
        Sighting sighting =
            new Sighting(
                window,
                snapshot.get(),
                read(snapshot.get()),
                window.replies(),
                window.dialogs(),
                window.isBusy() || snapshot.get().isUnstyled(),
                window.isComing() || snapshot.get().isUnstyled(),
                stillness.quiet(),
                stillness.isRestless());
        Optional<T> decided = decide.apply(sighting);
        if (decided.isPresent()) {
          return decided;
        }
      }
      if (deadline.isOver()) {
        return Optional.empty();
      }
      window.awaitChange(deadline.left(LOOK_AGAIN));
    }
  }

  // A page is looked at more often than it changes.
  private PageReading read(PageSnapshot page) {
    if (lastReading == null || !page.equals(lastRead)) {
      lastReading = locator.read(page);
      lastRead = page;
    }
    return lastReading;
  }

  private Optional<PageSnapshot> look(WebPage window, Deadline deadline, Deadline unreadable) {
    try {
      return Optional.of(locator.snapshot(window, site.portal().locators(), deadline.left(READ)));
    } catch (BrowserException e) {
      // A page that is just being replaced cannot be read; the next look sees the new one.
      return switch (e.reason()) {
        case STALE, TIMEOUT, OTHER -> {
          boolean tooLong = unreadable.isOver() && !deadline.isOver();
          boolean hopeless = e.reason() == BrowserException.Reason.OTHER && deadline.isOver();
          if (tooLong || hopeless) {
            throw e;
          }
          yield Optional.empty();
        }
        case CLOSED -> {
          if (window == window()) {
            throw e;
          }
          yield Optional.empty();
        }
        default -> throw e;
      };
    }
  }

  /** Returns the page as it is now. */
  Sighting sighting(Deadline deadline) {
    return until(deadline, Optional::of)
        .orElseThrow(
            () ->
                new BrowserException(
                    BrowserException.Reason.TIMEOUT, "The page could not be read in time."));
  }

  /** Returns the handle of a control that was just seen, on a page whose scripts have come. */
  Element element(Sighting sighting, Located located) {
    if (sighting.coming()) {
      sighting.window().awaitParsed(OPEN);
    }
    return SnapshotTaker.element(sighting.window(), located);
  }

  /** Clicks a control; answers and dialogs are counted from here. */
  void click(Sighting sighting, Located located) {
    Uncovered free = uncover(sighting, located);
    sighting.window().forgetReplies();
    try {
      element(free.seen(), free.located()).click(BEFORE_LOOKING_AGAIN);
    } catch (BrowserException e) {
      // A dialog may have come up since the look: then there is more to be closed.
      if (e.reason() != BrowserException.Reason.BLOCKED
          && e.reason() != BrowserException.Reason.TIMEOUT) {
        throw e;
      }
      Optional<Uncovered> now = until(Deadline.in(UNCOVERING), seen -> again(seen, located));
      Uncovered freed = now.map(n -> uncover(n.seen(), n.located())).orElseThrow(() -> e);
      element(freed.seen(), freed.located()).click(ACT);
    }
  }

  /** Enters text in a field. */
  void fill(Sighting sighting, Located located, String text) {
    if (located.control().takesPassword()) {
      hide(text);
    }
    Uncovered free = uncover(sighting, located);
    element(free.seen(), free.located()).fill(text, ACT);
  }

  private record Uncovered(Sighting seen, Located located) {}

  // A tour, a banner or a dialog in the way is closed as a person would, and the next one behind
  // it.
  // What takes itself away, a mask while something loads, is waited for by the action itself.
  private Uncovered uncover(Sighting sighting, Located located) {
    Uncovered now = new Uncovered(sighting, located);
    for (int closed = 0; closed < MOST_COVERS && now.located().control().covered(); closed++) {
      Optional<Candidate> dismissal = locator.finder().dismissal(now.seen().page());
      if (dismissal.isPresent()) {
        element(now.seen(), dismissal.get().located()).click(ACT);
      } else {
        element(now.seen(), now.located()).press("Escape", ACT);
      }
      Optional<Uncovered> next = until(Deadline.in(UNCOVERING), seen -> again(seen, located));
      if (next.isEmpty()) {
        break;
      }
      now = next.get();
    }
    return now;
  }

  private static Optional<Uncovered> again(Sighting seen, Located located) {
    String key = FieldMatcher.key(located);
    return seen.page()
        .usable()
        .filter(l -> FieldMatcher.key(l).equals(key))
        .findFirst()
        .filter(l -> !l.control().covered() || seen.settledFor(Duration.ofMillis(500)))
        .map(l -> new Uncovered(seen, l));
  }

  /** Has later screenshots not show the text, and nothing record it being typed. */
  void hide(String secret) {
    hidden.add(secret);
    secrets.typing();
  }

  /** Waits until all of the document that the window shows has come. */
  void awaitParsed() {
    window().awaitParsed(OPEN);
  }

  /** Returns a screenshot with what must not be seen painted over, if the page still stands. */
  public Optional<byte[]> screenshot() {
    try {
      window().awaitParsed(READ);
      return Optional.of(window().screenshot(hidden));
    } catch (BrowserException e) {
      return Optional.empty();
    }
  }
}
