package dev.gatehouse.flow;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.secret.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Signs in, whatever the sign-in looks like: it watches what kind of page is shown and does what
 * that page asks for, until somebody is signed in or something is in the way. At most three
 * attempts, and only what a little time can mend is tried again: a wrong password never is.
 */
final class SignIn {

  /** How often, and how patiently, signing in is tried. */
  record Patience(int attempts, Duration firstBackoff, Duration longestBackoff) {
    static final Patience DEFAULT = new Patience(3, Duration.ofSeconds(2), Duration.ofSeconds(30));
  }

  private final OneTimeCodes codes;
  private final Pause pause;
  private final Patience patience;

  SignIn(OneTimeCodes codes, Pause pause, Patience patience) {
    this.codes = codes;
    this.pause = pause;
    this.patience = patience;
  }

  Outcome signIn(Visit visit, Account account, AttemptGuard guard, Deadline deadline) {
    List<String> history = new ArrayList<>();
    for (int attempt = 1; ; attempt++) {
      Outcome outcome = attempt(visit, account, guard, deadline);
      guard.settle(outcome);
      if (!(outcome instanceof Failed failed) || !failed.kind().isTransient()) {
        return outcome;
      }
      history.add("Attempt %d: %s: %s".formatted(attempt, failed.title(), failed.message()));
      Duration backoff = backoff(attempt);
      boolean noTimeLeft = deadline.left().compareTo(backoff) <= 0;
      if (attempt >= patience.attempts() || noTimeLeft) {
        return attempt == 1 ? outcome : withHistory(failed, history);
      }
      pause.take(backoff);
    }
  }

  private Outcome attempt(Visit visit, Account account, AttemptGuard guard, Deadline deadline) {
    try {
      visit.open(visit.site().portal().login().page(), deadline);
      return new SignInAttempt(visit, account, guard, codes, deadline).run();
    } catch (BrowserException e) {
      return Failures.of(e, Evidence.of("Page: " + Sighting.plain(visit.window().address())));
    }
  }

  // Full jitter would let two machines meet again at once; half of it keeps them apart.
  private Duration backoff(int attempt) {
    long cap =
        Math.min(
            patience.longestBackoff().toMillis(),
            patience.firstBackoff().toMillis() << (attempt - 1));
    return Duration.ofMillis(cap / 2 + ThreadLocalRandom.current().nextLong(cap / 2 + 1));
  }

  // The kind stays that of the last failure: "portal down" tells more than "attempts used up".
  private static Failed withHistory(Failed last, List<String> history) {
    Evidence evidence = last.evidence();
    for (String line : history) {
      evidence = evidence.plus(line);
    }
    return new Failed(
        last.kind() == FailureKind.UNKNOWN ? FailureKind.ATTEMPTS_USED_UP : last.kind(),
        last.message() + " (" + history.size() + " attempts)",
        evidence);
  }
}
