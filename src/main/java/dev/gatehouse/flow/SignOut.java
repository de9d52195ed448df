package dev.gatehouse.flow;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.locate.Candidate;
import dev.gatehouse.locate.Control;
import dev.gatehouse.locate.FieldMatcher;
import dev.gatehouse.locate.HealingJudge;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.Judgement;
import dev.gatehouse.locate.PageReading;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Signs out: presses what signs out, opening the account menu it may be hidden in first. */
final class SignOut {

  private static final Purpose SIGN_OUT = new Purpose("sign-out", "sign-out", RiskTier.NAVIGATE);

  private static final Duration NOT_THERE = Duration.ofSeconds(2);
  private static final Duration SETTLED = Duration.ofMillis(700);

  private final String username;
  private boolean pressed;
  private final Set<String> opened = new HashSet<>();
  private final Set<String> confirmed = new HashSet<>();

  /**
   * @param username the name the account may be shown by, or empty
   */
  SignOut(String username) {
    this.username = username;
  }

  Outcome signOut(Visit visit, Deadline deadline) {
    while (true) {
      Optional<Outcome> outcome = visit.until(deadline, seen -> lookingAgain(visit, seen));
      if (outcome.isEmpty()) {
        return Navigation.timedOut(visit, "Signing out", deadline);
      }
      if (!(outcome.get() instanceof Done done) || !done.message().isEmpty()) {
        return outcome.get();
      }
    }
  }

  // What was drawn anew between the look and the act was not acted on: look again.
  private Optional<Outcome> lookingAgain(Visit visit, Sighting seen) {
    try {
      return step(visit, seen);
    } catch (BrowserException e) {
      if (e.reason() != BrowserException.Reason.STALE) {
        throw e;
      }
      return again();
    }
  }

  private Optional<Outcome> step(Visit visit, Sighting seen) {
    PageReading reading = seen.reading();
    Optional<Candidate> signOut = reading.signOut();
    if (pressed) {
      return afterPressing(visit, seen);
    }
    if (signOut.isPresent() && signOut.get().control().isUsable()) {
      return press(visit, seen, signOut.get().located());
    }
    // A menu just opened may still be drawn; a page just opened may still load.
    boolean somethingToTry = signOut.isPresent() || opener(visit, seen).isPresent();
    // Opening a menu does no harm, so a request that takes its time is not waited for here.
    if (!seen.settledFor(somethingToTry ? SETTLED : NOT_THERE)
        && seen.quiet().compareTo(NOT_THERE) < 0) {
      return Optional.empty();
    }
    if (visit.answersChallenges() && signOut.isEmpty()) {
      visit.forgetCredentials();
      return Optional.of(
          Done.of(
              "Signed out: the browser has forgotten the user name and password, which HTTP"
                  + " authentication sends with every request.",
              seen.evidence()));
    }
    Optional<Located> byAddress = visit.locator().accountMenu().byAddress(seen.page());
    if (signOut.isEmpty() && byAddress.isPresent()) {
      return press(visit, seen, byAddress.get());
    }
    Optional<Located> opener = opener(visit, seen);
    Optional<String> address = signOut.flatMap(c -> address(seen, c.control()));
    boolean followsAnyway = opener.flatMap(l -> address(seen, l.control())).isPresent();
    if (address.isPresent() && (opener.isEmpty() || followsAnyway)) {
      pressed = true;
      visit.open(address.get(), Deadline.in(Duration.ofSeconds(30)));
      return again();
    }
    if (opener.isPresent()) {
      visit.click(seen, opener.get());
      opened.add(FieldMatcher.key(opener.get()));
      return again();
    }
    return Failures.failed(
        FailureKind.PORTAL_CHANGED,
        "Nothing on the page signs out, nor opens a menu that does.",
        seen);
  }

  private Optional<Outcome> press(Visit visit, Sighting seen, Located signOut) {
    Judgement judgement = judge(visit, seen, signOut);
    if (judgement.isChange() && !seen.settledFor(SETTLED)) {
      return Optional.empty();
    }
    Optional<Outcome> refusal = visit.memory().refusal(seen, judgement);
    if (refusal.isPresent()) {
      return refusal;
    }
    visit.memory().use(seen, SIGN_OUT, judgement);
    visit.click(seen, judgement.control().orElse(signOut));
    pressed = true;
    return again();
  }

  // The same entry in menu and footer leads to one address: neither is the other's rival.
  static Judgement judge(Visit visit, Sighting seen, Located signOut) {
    String href = signOut.control().href();
    return visit
        .memory()
        .judge(
            seen,
            new HealingJudge.Sought(
                SIGN_OUT,
                Optional.of(signOut),
                control -> visit.locator().finder().score(control, Intent.SIGN_OUT).points(),
                l ->
                    l.control().isClickable()
                        && (href.isEmpty() || !l.control().href().equals(href)),
                Optional.ofNullable(visit.site().portal().locators().get(SIGN_OUT.name()))));
  }

  private Optional<Located> opener(Visit visit, Sighting seen) {
    Optional<Located> hidden = seen.reading().signOut().map(Candidate::located);
    return visit.locator().accountMenu().openers(seen.page(), hidden, username).stream()
        .filter(located -> !opened.contains(FieldMatcher.key(located)))
        .findFirst();
  }

  /** Returns where a link leads, unless a script does what it is for. */
  private static Optional<String> address(Sighting seen, Control link) {
    if (link.href().isEmpty() || link.href().startsWith("#")) {
      return Optional.empty();
    }
    try {
      URI address = URI.create(seen.page().address()).resolve(link.href());
      return "http".equals(address.getScheme()) || "https".equals(address.getScheme())
          ? Optional.of(address.toString())
          : Optional.empty();
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private Optional<Outcome> afterPressing(Visit visit, Sighting seen) {
    PageReading reading = seen.reading();
    boolean outside =
        reading.asksToSignIn()
            || (reading.signOut().isEmpty()
                && (reading.signInLink().isPresent() || seen.settledFor(SETTLED)));
    if (outside && !seen.busy()) {
      return Optional.of(Done.of("Signed out.", seen.evidence()));
    }
    // Some portals ask whether one really wants to.
    Optional<Located> yes = visit.locator().accountMenu().confirmation(seen.page());
    if (yes.isPresent() && seen.settledFor(SETTLED) && confirmed.add(seen.page().address())) {
      visit.click(seen, yes.get());
      return again();
    }
    if (reading.signOut().filter(c -> c.control().isUsable()).isPresent()
        && seen.settledFor(SETTLED)
        && confirmed.add(seen.page().address())) {
      visit.click(seen, reading.signOut().get().located());
      return again();
    }
    return seen.settledFor(Duration.ofSeconds(4))
        ? Failures.failed(
            FailureKind.PORTAL_CHANGED, "The portal still shows somebody signed in.", seen)
        : Optional.empty();
  }

  private static Optional<Outcome> again() {
    return Optional.of(Done.of("", Evidence.NONE));
  }
}
