package dev.gatehouse.flow;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.Reply;
import dev.gatehouse.locate.Candidate;
import dev.gatehouse.locate.Notice;
import dev.gatehouse.locate.PageKind;
import dev.gatehouse.locate.PageReading;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.outcome.Outcome.NeedsPerson;
import dev.gatehouse.outcome.PersonReason;
import dev.gatehouse.portal.Login.OneTimeCode;
import dev.gatehouse.portal.Marks;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One attempt at signing in: a small machine whose states are the kinds of page. What was already
 * given decides what a page means: a sign-in form before the password was sent is a task, after it
 * a refusal.
 */
final class SignInAttempt {

  private static final int MOST_STEPS = 16;

  /** A page that asks for nothing known and stays so this long is not going to. */
  private static final Duration NOTHING_COMES = Duration.ofSeconds(3);

  /** A page without a sign-in form that stays so this long after the password counts as inside. */
  private static final Duration SETTLED = Duration.ofMillis(700);

  /** A form that still stands this long after it was sent has refused what was sent. */
  private static final Duration REFUSED_SILENTLY = Duration.ofMillis(1_500);

  private static final Duration ACT = Duration.ofSeconds(10);

  private sealed interface Move {
    /** Something was done; look again. */
    record Act(Runnable action) implements Move {}

    /** It is over. */
    record End(Outcome outcome) implements Move {}
  }

  private final Visit visit;
  private final Account account;
  private final AttemptGuard guard;
  private final OneTimeCodes codes;
  private final Deadline deadline;

  private boolean identifierSent;
  private boolean passwordSent;
  private int codesSent;
  private int linksFollowed;
  private boolean lookedAgain;
  private int termsAccepted;
  private int fingerprintWhenSent;
  private int actedOn;
  private String parsed = "";
  private List<String> messagesWhenSent = List.of();
  private boolean noticedWhenSent;

  SignInAttempt(
      Visit visit, Account account, AttemptGuard guard, OneTimeCodes codes, Deadline deadline) {
    this.visit = visit;
    this.account = account;
    this.guard = guard;
    this.codes = codes;
    this.deadline = deadline;
  }

  Outcome run() {
    for (int step = 0; step < MOST_STEPS; step++) {
      Optional<Move> move = visit.until(deadline, this::decide);
      if (move.isEmpty()) {
        return timedOut();
      }
      if (move.get() instanceof Move.End end) {
        return end.outcome();
      }
      act((Move.Act) move.get());
    }
    return new Failed(
        FailureKind.PORTAL_CHANGED,
        "Signing in did not come to an end after " + MOST_STEPS + " pages.",
        visit.sighting(deadline).evidence());
  }

  private static void act(Move.Act move) {
    try {
      move.action().run();
    } catch (BrowserException e) {
      // The page was replaced between the look and the act: nothing was done, so look again.
      if (e.reason() != BrowserException.Reason.STALE) {
        throw e;
      }
    }
  }

  private Outcome timedOut() {
    return new Failed(
        FailureKind.TIMED_OUT,
        "Signing in took longer than " + visit.site().portal().deadline().toSeconds() + " s.",
        new Evidence(Sighting.plain(visit.window().address()), "", List.of()));
  }

  private Optional<Move> decide(Sighting seen) {
    // The page just acted on still stands until the answer comes; it asks for nothing new.
    if (seen.page().fingerprint() == actedOn && !seen.settledFor(SETTLED)) {
      return Optional.empty();
    }
    if (HttpChallenge.in(seen).isPresent()) {
      return challenge(seen);
    }
    PageReading reading = seen.reading();
    Optional<Outcome> obstacle = Failures.inTheWay(seen);
    if (obstacle.isPresent()) {
      return end(obstacle.get());
    }
    if (passwordSent && refused(seen).isPresent()) {
      return end(refused(seen).get());
    }
    if (seen.coming() && reading.captcha().isPresent()) {
      // It may turn out to be hidden; until then nothing is typed past it.
      return Optional.empty();
    }
    if (seen.coming() && reading.asksToSignIn() && !seen.page().address().equals(parsed)) {
      // What asks whether one is human may come with the rest of the page: look again then.
      parsed = seen.page().address();
      return Optional.of(new Move.Act(visit::awaitParsed));
    }
    if (!seen.coming() && shows(seen, visit.site().portal().login().success())) {
      return end(done(seen, "The page shows what the definition says is there once signed in."));
    }
    return switch (reading.kind()) {
      case BLANK -> stuck(seen);
      case SIGNED_IN -> signedIn(seen);
      case CODE_STEP -> codeStep(seen);
      case LOGIN, PASSWORD_STEP -> passwordSent ? stillAsking(seen) : enterPassword(seen);
      case IDENTIFIER_STEP -> identifierStep(seen);
      case CONSENT -> consent(seen);
      case SIGN_UP, FORM, ERROR, CAPTCHA, SESSION_EXPIRED, SIGN_IN_LINK, OTHER -> elsewhere(seen);
    };
  }

  private Optional<Move> challenge(Sighting seen) {
    if (visit.answersChallenges()) {
      return end(
          new Failed(
              FailureKind.INVALID_CREDENTIALS,
              "The portal refused the account: it answered HTTP 401 to the user name and password.",
              seen.evidence()));
    }
    String here = Site.origin(seen.page().address());
    if (!here.equals(Site.origin(visit.site().base().toString()))) {
      return end(
          new Failed(
              FailureKind.ORIGIN_REFUSED,
              "%s asks for a password by HTTP authentication, which is answered on the portal's own origin alone; nothing was sent."
                  .formatted(here),
              seen.evidence()));
    }
    Optional<Outcome> usedUp = guard.claim();
    if (usedUp.isPresent()) {
      return end(usedUp.get());
    }
    return Optional.of(
        new Move.Act(
            () -> {
              visit.answerChallenges(account);
              visit.open(visit.site().portal().login().page(), deadline);
            }));
  }

  private Optional<Move> signedIn(Sighting seen) {
    String how = "The page offers to sign out (" + describe(seen.reading().signOut()) + ").";
    // A page may draw its sign-out before it knows whether anybody is signed in: before the answer
    // to the password has come, or before it lays a sign-in dialog over itself.
    boolean early =
        passwordSent ? seen.busy() && seen.replies().isEmpty() : !seen.settledFor(SETTLED);
    return early ? Optional.empty() : end(done(seen, how));
  }

  // Whatever else the page is for, it may show somebody signed in or lead to the sign-in form.
  private Optional<Move> elsewhere(Sighting seen) {
    if (seen.reading().signOut().isPresent()) {
      return signedIn(seen);
    }
    return seen.reading().leadsToSignIn() ? signInLink(seen) : other(seen);
  }

  private Optional<Move> other(Sighting seen) {
    if (visit.answersChallenges() && HttpChallenge.isPassed(seen)) {
      return seen.settledFor(SETTLED)
          ? end(done(seen, "The portal took the user name and password by HTTP authentication."))
          : Optional.empty();
    }
    if (!passwordSent) {
      return stuck(seen);
    }
    if (!seen.settledFor(SETTLED)) {
      return Optional.empty();
    }
    if (saysRefused(seen)) {
      return end(invalid(seen));
    }
    Optional<Reply> objection = seen.objection();
    if (objection.isPresent()) {
      return end(
          new Failed(
              FailureKind.INVALID_CREDENTIALS,
              "The portal answered HTTP %d to the password, and shows nobody signed in."
                  .formatted(objection.get().status()),
              seen.evidence()));
    }
    boolean ownAddress = visit.site().allows(seen.page().address());
    return ownAddress
        ? end(done(seen, "The sign-in form is gone and the portal raised no objection."))
        : stuck(seen);
  }

  private Optional<Move> enterPassword(Sighting seen) {
    PageReading reading = seen.reading();
    if (!seen.window().isBusy() && reading.submit().isEmpty() && !seen.settledFor(SETTLED)) {
      return Optional.empty();
    }
    SignInControls controls = new SignInControls(visit, seen, false);
    if (controls.judged().changed() && !seen.settledFor(SETTLED)) {
      return Optional.empty();
    }
    Optional<Outcome> refusal = controls.judged().refusal();
    if (refusal.isPresent()) {
      return end(refusal.get());
    }
    if (controls.password().isEmpty()) {
      // What was learned stands in a form that asks for the user name alone.
      return identifierStep(seen);
    }
    Located password = controls.password().get();
    if (!allowed(password)) {
      return end(refusedOrigin(seen, password));
    }
    if (!password.control().takesPassword()) {
      return end(refusedField(seen, password));
    }
    Optional<Outcome> usedUp = guard.claim();
    if (usedUp.isPresent()) {
      return end(usedUp.get());
    }
    return act(
        seen,
        () -> {
          controls.judged().use();
          controls.identifier().ifPresent(field -> visit.fill(seen, field, account.username()));
          visit.fill(seen, password, account.password().reveal());
          send(seen, controls.submit(), password);
          identifierSent = true;
          passwordSent = true;
          fingerprintWhenSent = seen.page().fingerprint();
          messagesWhenSent = reading.messages();
          noticedWhenSent = reading.notices().contains(Notice.INVALID_CREDENTIALS);
        });
  }

  private Optional<Move> identifierStep(Sighting seen) {
    PageReading reading = seen.reading();
    if (passwordSent) {
      return stillAsking(seen);
    }
    if (identifierSent) {
      // Sent and still asked for: the next page has not come, or the portal does not know the name.
      if (reading.notices().contains(Notice.INVALID_CREDENTIALS)) {
        return end(invalid(seen));
      }
      return seen.settledFor(NOTHING_COMES) ? end(invalid(seen)) : Optional.empty();
    }
    SignInControls controls = new SignInControls(visit, seen, true);
    if (controls.judged().changed() && !seen.settledFor(SETTLED)) {
      return Optional.empty();
    }
    Optional<Outcome> refusal = controls.judged().refusal();
    if (refusal.isPresent()) {
      return end(refusal.get());
    }
    Located identifier = controls.identifier().orElseThrow();
    if (!allowed(identifier)) {
      return end(refusedOrigin(seen, identifier));
    }
    return act(
        seen,
        () -> {
          controls.judged().use();
          visit.fill(seen, identifier, account.username());
          send(seen, controls.submit(), identifier);
          identifierSent = true;
        });
  }

  private Optional<Move> codeStep(Sighting seen) {
    Optional<Secret> seed = account.totpSeed();
    OneTimeCode expected = visit.site().portal().login().oneTimeCode();
    if (seed.isEmpty() || expected == OneTimeCode.EMAIL || expected == OneTimeCode.SMS) {
      return end(
          new NeedsPerson(
              PersonReason.ONE_TIME_CODE,
              "The portal asks for a one-time code, and there is no TOTP seed for the account. "
                  + PersonReason.ONE_TIME_CODE.advice(),
              seen.evidence()));
    }
    if (codesSent > 0) {
      boolean rejected = seen.reading().notices().contains(Notice.CODE_REJECTED);
      return rejected || seen.settledFor(NOTHING_COMES)
          ? end(
              new Failed(
                  FailureKind.INVALID_CREDENTIALS,
                  "The portal refused the one-time code; check the TOTP seed and this machine's"
                      + " clock.",
                  seen.evidence()))
          : Optional.empty();
    }
    CodeControls controls = new CodeControls(visit, seen);
    if (controls.judged().changed() && !seen.settledFor(SETTLED)) {
      return Optional.empty();
    }
    Optional<Outcome> refusal = controls.judged().refusal();
    if (refusal.isPresent()) {
      return end(refusal.get());
    }
    Optional<Located> foreign =
        controls.fields().stream().filter(field -> !allowed(field)).findFirst();
    if (foreign.isPresent()) {
      return end(refusedOrigin(seen, foreign.get()));
    }
    // Waiting for the next one takes longer than a look at a page may; what was seen may be gone.
    Optional<String> code = codes.next(guard::claimCode, seed.get(), deadline);
    return code.isEmpty()
        ? end(timedOut())
        : act(seen, () -> enterCode(seen, controls, code.get()));
  }

  private void enterCode(Sighting seen, CodeControls controls, String code) {
    controls.judged().use();
    List<Located> fields = controls.fields();
    visit.secrets().watch(code);
    visit.hide(code);
    if (fields.size() == 1) {
      visit.fill(seen, fields.get(0), code);
    } else {
      for (int i = 0; i < fields.size() && i < code.length(); i++) {
        visit.fill(seen, fields.get(i), code.substring(i, i + 1));
      }
    }
    codesSent++;
    send(seen, controls.submit(), fields.get(fields.size() - 1));
  }

  private Optional<Move> consent(Sighting seen) {
    if (termsAccepted >= 2) {
      return end(
          new NeedsPerson(
              PersonReason.CONSENT,
              "The portal keeps asking to accept something. " + PersonReason.CONSENT.advice(),
              seen.evidence()));
    }
    return act(
        seen,
        () -> {
          termsAccepted++;
          visit.click(seen, seen.reading().accept().orElseThrow().located());
        });
  }

  private Optional<Move> signInLink(Sighting seen) {
    if (passwordSent) {
      return stillOffering(seen);
    }
    // A form drawn by a script may come in place of the link a moment later.
    if (linksFollowed >= 3 || seen.busy()) {
      return stuck(seen);
    }
    return act(
        seen,
        () -> {
          linksFollowed++;
          visit.click(seen, seen.reading().signInLink().orElseThrow().located());
        });
  }

  // Whoever comes back from another origin may have to say once more that he wants in; who then is
  // asked for the password again, or offered the same link, has been refused.
  private Optional<Move> stillOffering(Sighting seen) {
    if (!seen.settledFor(NOTHING_COMES)) {
      return Optional.empty();
    }
    if (!lookedAgain) {
      return act(
          seen,
          () -> {
            lookedAgain = true;
            visit.click(seen, seen.reading().signInLink().orElseThrow().located());
          });
    }
    return end(
        new Failed(
            FailureKind.INVALID_CREDENTIALS,
            "The portal still offers to sign in after the password was sent, "
                + newMessage(seen)
                    .map(text -> "and says: \"" + text + "\".")
                    .orElse("without a message recognised here."),
            seen.evidence()));
  }

  private Optional<Move> stillAsking(Sighting seen) {
    boolean sameDocument = seen.page().fingerprint() == fingerprintWhenSent;
    return seen.settledFor(sameDocument ? NOTHING_COMES : REFUSED_SILENTLY)
        ? end(
            new Failed(
                FailureKind.INVALID_CREDENTIALS,
                "The portal shows the sign-in form again after the password was sent, "
                    + newMessage(seen)
                        .map(text -> "and says: \"" + text + "\".")
                        .orElse("without a message recognised here."),
                seen.evidence()))
        : Optional.empty();
  }

  private Optional<String> newMessage(Sighting seen) {
    return seen.reading().messages().stream()
        .filter(message -> !messagesWhenSent.contains(message))
        .findFirst();
  }

  // What stood there before the password was sent ("Can't sign in?") is no answer to it.
  private Optional<Outcome> refused(Sighting seen) {
    PageReading reading = seen.reading();
    boolean said =
        saysRefused(seen)
            || (reading.notices().contains(Notice.INVALID_CREDENTIALS) && !noticedWhenSent)
            || seen.dialogs().stream()
                .anyMatch(text -> Notice.in(text).contains(Notice.INVALID_CREDENTIALS))
            || (shows(seen, visit.site().portal().login().failure())
                && seen.page().fingerprint() != fingerprintWhenSent);
    boolean scriptRefused =
        seen.replies().stream().anyMatch(r -> !r.document() && r.status() == 401);
    boolean stillAsks = reading.asksToSignIn() && reading.kind() != PageKind.CODE_STEP;
    // A refusal may be a page of its own, without the form.
    boolean onItsOwn =
        !reading.asksToSignIn()
            && reading.signOut().isEmpty()
            && !seen.coming()
            && seen.settledFor(SETTLED);
    return (said && (stillAsks || onItsOwn) && !seen.busy())
            || (scriptRefused && stillAsks && seen.settledFor(SETTLED))
        ? Optional.of(invalid(seen))
        : Optional.empty();
  }

  private boolean saysRefused(Sighting seen) {
    return seen.reading().messages().stream()
        .filter(message -> !messagesWhenSent.contains(message))
        .anyMatch(message -> Notice.in(message).contains(Notice.INVALID_CREDENTIALS));
  }

  private Failed invalid(Sighting seen) {
    String message =
        seen.reading().messages().stream()
            .filter(text -> Notice.in(text).contains(Notice.INVALID_CREDENTIALS))
            .findFirst()
            .map(text -> "The portal refused the account: \"" + text + "\".")
            .orElse("The portal refused the account.");
    return new Failed(FailureKind.INVALID_CREDENTIALS, message, seen.evidence());
  }

  private Optional<Move> stuck(Sighting seen) {
    if (!seen.settledFor(NOTHING_COMES)) {
      return Optional.empty();
    }
    if (passwordSent) {
      return end(
          new Failed(
              FailureKind.UNKNOWN,
              "After the password was sent the page shows neither a refusal nor somebody signed in.",
              seen.evidence()));
    }
    return end(
        new Failed(
            FailureKind.PORTAL_CHANGED,
            "No sign-in form was recognised on the sign-in page"
                + (seen.restless() ? ", which keeps changing." : ".")
                + " Expected a field for the user name or password, or a link to one."
                + unread(seen),
            seen.evidence()));
  }

  private static String unread(Sighting seen) {
    if (seen.page().isTruncated()) {
      return " The page is too large to be read whole: what was not read of it may hold the form."
          + " Name a smaller sign-in page in the portal's definition.";
    }
    return seen.window().hasClosedRoots()
        ? " Part of the page is in a closed shadow root, which nothing but the page itself can look"
            + " into; if the form is there, a person has to sign in."
        : "";
  }

  private void send(Sighting seen, Optional<Located> submit, Located last) {
    if (submit.isPresent()) {
      visit.click(seen, submit.get());
    } else {
      seen.window().forgetReplies();
      visit.element(seen, last).press("Enter", ACT);
    }
  }

  private boolean allowed(Located field) {
    return visit.site().allows(field.frame().reading().address());
  }

  private Failed refusedField(Sighting seen, Located field) {
    return new Failed(
        FailureKind.SECRET_REFUSED,
        "The password belongs in a password field; found was %s, so nothing was typed."
            .formatted(field.control().describe()),
        seen.evidence());
  }

  private Failed refusedOrigin(Sighting seen, Located field) {
    String origin = Site.origin(field.frame().reading().address());
    return new Failed(
        FailureKind.ORIGIN_REFUSED,
        "The sign-in form is on %s, which the definition of %s does not allow; nothing was typed. Allowed: %s."
            .formatted(
                origin,
                visit.site().portal().name(),
                String.join(", ", visit.site().allowedOrigins().stream().sorted().toList())),
        seen.evidence());
  }

  private Done done(Sighting seen, String how) {
    return Done.of("Signed in as " + account.username() + ".", seen.evidence(how));
  }

  static boolean shows(Sighting seen, Marks marks) {
    return marks.texts().stream().anyMatch(text -> seen.page().shows(text))
        || marks.pages().stream()
            .anyMatch(
                part ->
                    seen.page()
                        .address()
                        .toLowerCase(Locale.ROOT)
                        .contains(part.toLowerCase(Locale.ROOT)));
  }

  private static String describe(Optional<Candidate> candidate) {
    return candidate.map(c -> c.control().describe()).orElse("nothing");
  }

  private Optional<Move> act(Sighting seen, Runnable action) {
    actedOn = seen.page().fingerprint();
    return Optional.of(new Move.Act(action));
  }

  private static Optional<Move> end(Outcome outcome) {
    return Optional.of(new Move.End(outcome));
  }
}
