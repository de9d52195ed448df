package dev.gatehouse.flow;

import dev.gatehouse.locate.Candidate;
import dev.gatehouse.locate.Finding;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.PageReading;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Signs out: presses what signs out, opening the account menu it may be hidden in first. */
final class SignOut {

  private static final Duration NOT_THERE = Duration.ofSeconds(2);
  private static final Duration SETTLED = Duration.ofMillis(700);

  private boolean pressed;
  private boolean opened;
  private final Set<String> confirmed = new HashSet<>();

  Outcome signOut(Visit visit, Deadline deadline) {
    while (true) {
      Optional<Outcome> outcome = visit.until(deadline, seen -> step(visit, seen));
      if (outcome.isEmpty()) {
        return Navigation.timedOut(visit, "Signing out", deadline);
      }
      if (!(outcome.get() instanceof Done done) || !done.message().isEmpty()) {
        return outcome.get();
      }
    }
  }

  private Optional<Outcome> step(Visit visit, Sighting seen) {
    PageReading reading = seen.reading();
    Optional<Candidate> signOut = reading.signOut();
    if (pressed) {
      return afterPressing(visit, seen);
    }
    if (signOut.isPresent() && signOut.get().control().isUsable()) {
      pressed = true;
      visit.click(seen, signOut.get().located());
      return again();
    }
    if (!seen.settledFor(signOut.isPresent() ? SETTLED : NOT_THERE)) {
      return Optional.empty();
    }
    Finding menu = visit.locator().finder().byIntent(seen.page(), Intent.ACCOUNT);
    if (!opened && menu instanceof Finding.Found found) {
      opened = true;
      visit.click(seen, found.candidate().located());
      return again();
    }
    if (signOut.isPresent() && !signOut.get().control().href().isEmpty()) {
      pressed = true;
      visit.open(signOut.get().control().href(), Deadline.in(Duration.ofSeconds(30)));
      return again();
    }
    return Failures.failed(
        FailureKind.PORTAL_CHANGED,
        "Nothing on the page signs out, nor opens a menu that does.",
        seen);
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
