package dev.gatehouse.flow;

import dev.gatehouse.browser.Reply;
import dev.gatehouse.locate.Control;
import dev.gatehouse.locate.Notice;
import dev.gatehouse.locate.PageKind;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.Outcome.Failed;
import java.time.Duration;
import java.util.Optional;

/**
 * Proves that a session is alive before it is trusted: its page comes up without a sign-in form,
 * without a redirect to one, and without a word of an expired session.
 */
final class SessionProof {

  private static final Duration SETTLED = Duration.ofMillis(700);

  /** What scripts draw in the first place stands as it is after this time. */
  private static final Duration DRAWN = Duration.ofMillis(300);

  private final Optional<String> landing;

  /**
   * @param landing where signing in ended, if that is known
   */
  SessionProof(Optional<String> landing) {
    this.landing = landing;
  }

  Outcome prove(Visit visit, Deadline deadline) {
    Outcome outcome = prove(visit, visit.site().portal().session().page(), deadline);
    if (!(outcome instanceof Failed failed) || failed.kind() != FailureKind.SESSION_EXPIRED) {
      return outcome;
    }
    // An address that always shows the sign-in form says nothing of somebody signed in elsewhere.
    Optional<String> elsewhere = landing.filter(address -> isElsewhere(visit, address));
    if (elsewhere.isEmpty()) {
      return outcome;
    }
    Outcome there = prove(visit, elsewhere.get(), deadline);
    return there.succeeded() && visit.sighting(deadline).reading().signOut().isPresent()
        ? there
        : outcome;
  }

  private static boolean isElsewhere(Visit visit, String address) {
    return visit.site().portal().session().page().isEmpty()
        && visit.site().allows(address)
        && !address.equals(visit.site().resolve(""));
  }

  private static Outcome prove(Visit visit, String page, Deadline deadline) {
    visit.enter(page, deadline);
    return visit
        .until(deadline, seen -> judge(visit, seen))
        .orElseGet(
            () ->
                new Failed(
                    FailureKind.TIMED_OUT,
                    "The session could not be proven alive in time.",
                    visit.sighting(deadline).evidence()));
  }

  private static Optional<Outcome> judge(Visit visit, Sighting seen) {
    if (seen.coming()) {
      // What the server has sent proves the session; that something is missing proves nothing yet.
      return seen.replies().stream().noneMatch(reply -> reply.status() >= 400)
              && !seen.reading().asksToSignIn()
              && seen.reading().signOut().filter(c -> isSent(c.control())).isPresent()
          ? alive(seen, "The page offers to sign out.")
          : Optional.empty();
    }
    if (HttpChallenge.in(seen).isPresent()) {
      return Failures.failed(
          FailureKind.SESSION_EXPIRED, "The portal asks for a password (HTTP 401).", seen);
    }
    Optional<Outcome> obstacle = Failures.inTheWay(seen);
    if (obstacle.isPresent()) {
      return obstacle;
    }
    Optional<Reply> objection = seen.objection();
    if (objection.isPresent() && seen.reading().signOut().isEmpty()) {
      return Failures.failed(
          FailureKind.SESSION_EXPIRED,
          "The portal does not show the page: it answered HTTP %d."
              .formatted(objection.get().status()),
          seen);
    }
    boolean saysExpired =
        seen.reading().messages().stream()
            .anyMatch(text -> Notice.in(text).contains(Notice.SESSION_EXPIRED));
    if (seen.reading().asksToSignIn() || saysExpired) {
      // A script may draw the sign-in form for a moment before it knows better.
      return seen.busy() && !saysExpired
          ? Optional.empty()
          : Failures.failed(FailureKind.SESSION_EXPIRED, "The portal asks to sign in again.", seen);
    }
    if (SignInAttempt.shows(seen, visit.site().portal().login().success())) {
      return alive(seen, "The page shows what is there once signed in.");
    }
    // A cookie banner may cover a page that shows somebody signed in all the same.
    if (seen.reading().signOut().isPresent()) {
      return mayBeEarly(seen, seen.reading().signOut().get().control())
          ? Optional.empty()
          : alive(seen, "The page offers to sign out.");
    }
    if (!seen.settledFor(SETTLED) || seen.reading().kind() == PageKind.BLANK) {
      return Optional.empty();
    }
    return seen.reading().leadsToSignIn()
        ? Failures.failed(FailureKind.SESSION_EXPIRED, "The portal offers to sign in.", seen)
        : alive(seen, "The page came up and does not ask to sign in.");
  }

  // A page drawn by scripts may show it before it has asked the server whether the session is good;
  // a server that sends a link or a form to sign out with knows already.
  private static boolean mayBeEarly(Sighting seen, Control signOut) {
    return !isSent(signOut) && !seen.settledFor(DRAWN) && seen.quiet().compareTo(SETTLED) < 0;
  }

  private static boolean isSent(Control signOut) {
    return !signOut.href().isEmpty() || (signOut.form() >= 0 && signOut.isSubmitButton());
  }

  private static Optional<Outcome> alive(Sighting seen, String how) {
    return Optional.of(Done.of("The session is alive.", seen.evidence(how)));
  }
}
