package dev.gatehouse.flow;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.Reply;
import dev.gatehouse.flow.SubmissionLedger.Entry;
import dev.gatehouse.flow.SubmissionLedger.Submission;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.outcome.Outcome.NeedsPerson;
import dev.gatehouse.outcome.PersonReason;
import dev.gatehouse.portal.Form;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Submits a form and verifies that it was accepted. Turns a wizard's remaining pages, presses what
 * sends it exactly once, and keeps the receipt. What became of it may stay open: then a person must
 * look, and it is not sent again.
 */
final class FormSubmission {

  private static final int MOST_PAGES = 12;
  private static final Duration BUTTON_COMES = Duration.ofSeconds(10);
  private static final Duration SETTLED = Duration.ofMillis(700);
  private static final Duration UNDECIDED = Duration.ofSeconds(4);

  private record Ready(Sighting seen, FormButtons.Button button) {}

  private final Visit visit;
  private final Form form;
  private final SubmissionLedger ledger;
  private final Submission submission;
  private Optional<Entry> claimed = Optional.empty();
  private boolean sent;

  FormSubmission(Visit visit, Form form, SubmissionLedger ledger, Submission submission) {
    this.visit = visit;
    this.form = form;
    this.ledger = ledger;
    this.submission = submission;
  }

  Outcome submit(Deadline deadline) {
    try {
      return turnPagesAndSend(deadline);
    } finally {
      if (claimed.isPresent() && !sent) {
        ledger.release(submission);
      }
    }
  }

  private Outcome turnPagesAndSend(Deadline deadline) {
    FormButtons buttons = new FormButtons(visit, form);
    for (int page = 1; page <= MOST_PAGES; page++) {
      Optional<Ready> ready =
          visit.until(
              deadline.atMost(BUTTON_COMES),
              seen ->
                  buttons
                      .forwards(seen)
                      .filter(button -> !button.changed() || seen.settledFor(SETTLED))
                      .map(button -> new Ready(seen, button)));
      if (ready.isEmpty()) {
        return noButton(visit.sighting(deadline));
      }
      Sighting seen = ready.get().seen();
      FormButtons.Button button = ready.get().button();
      Optional<Outcome> refused = buttons.refusal(seen, button);
      if (refused.isPresent()) {
        return refused.get();
      }
      // What turns a page may turn out to send the form, and whoever dies then cannot tell.
      Optional<Outcome> sentBefore = claim(seen);
      if (sentBefore.isPresent()) {
        return sentBefore.get();
      }
      if (button.sends()) {
        return send(seen, button, deadline);
      }
      Optional<Outcome> stopped = turnPage(seen, button, buttons, deadline);
      if (stopped.isPresent()) {
        return stopped.get();
      }
    }
    return new Failed(
        FailureKind.PORTAL_CHANGED,
        "The form did not come to an end after " + MOST_PAGES + " pages.",
        visit.sighting(deadline).evidence());
  }

  private Failed noButton(Sighting seen) {
    return new Failed(
        FailureKind.PORTAL_CHANGED,
        "There is no button that sends the form \"%s\".%s"
            .formatted(
                form.title(),
                form.submit().map(text -> " The definition calls it \"" + text + "\".").orElse("")),
        seen.evidence());
  }

  // "Continue" on a form's only page sends it: then the page after it is the receipt.
  private Optional<Outcome> turnPage(
      Sighting seen, FormButtons.Button button, FormButtons buttons, Deadline deadline) {
    Receipt receipt = new Receipt(form, seen);
    Optional<Outcome> stopped = buttons.turnPage(seen, button, deadline);
    if (stopped.isPresent()) {
      return stopped;
    }
    Sighting after = visit.sighting(deadline);
    return receipt.accepted(after) ? Optional.of(confirmed(receipt, after)) : Optional.empty();
  }

  private Optional<Outcome> claim(Sighting seen) {
    if (claimed.isPresent()) {
      return Optional.empty();
    }
    SubmissionLedger.Claim claim = ledger.claim(submission);
    if (!claim.held()) {
      return Optional.of(alreadySent(claim.entry(), seen));
    }
    claimed = Optional.of(claim.entry());
    return Optional.empty();
  }

  private Outcome send(Sighting before, FormButtons.Button button, Deadline deadline) {
    sent = true;
    Receipt receipt = new Receipt(form, before);
    try {
      visit.click(before, button.located());
    } catch (BrowserException e) {
      if (e.reason() == BrowserException.Reason.BLOCKED
          || e.reason() == BrowserException.Reason.STALE) {
        ledger.release(submission);
        return Failures.of(e, before.evidence());
      }
      return uncertain(afterThat(e.getMessage()), before.evidence());
    }
    try {
      return visit
          .until(deadline, seen -> verify(receipt, seen))
          .orElseGet(
              () ->
                  uncertain(
                      "the portal did not answer in time",
                      new Evidence(Sighting.plain(visit.window().address()), "", List.of())));
    } catch (BrowserException e) {
      return uncertain(afterThat(e.getMessage()), before.evidence());
    }
  }

  private Optional<Outcome> verify(Receipt receipt, Sighting seen) {
    if (seen.serverError().isPresent()) {
      return Optional.of(
          uncertain(
              "the portal answered HTTP " + seen.serverError().get().status(), seen.evidence()));
    }
    List<String> complaints = receipt.complaints(seen);
    boolean accepted = receipt.accepted(seen);
    if (accepted && complaints.isEmpty() && !seen.busy()) {
      return Optional.of(confirmed(receipt, seen));
    }
    if (!complaints.isEmpty() && !seen.busy()) {
      Optional<Reply> failed = seen.failedScript(visit.site()::allows);
      if (failed.isPresent()) {
        return Optional.of(
            uncertain("the portal answered HTTP " + failed.get().status(), seen.evidence()));
      }
      ledger.release(submission);
      return Failures.failed(
          FailureKind.SUBMISSION_REJECTED,
          "The portal refused the form: " + String.join(" | ", complaints),
          seen);
    }
    Optional<Outcome> obstacle = Failures.inTheWay(seen);
    if (obstacle.isPresent()) {
      return Optional.of(uncertain(afterThat(obstacle.get().message()), seen.evidence()));
    }
    return seen.settledFor(UNDECIDED)
        ? Optional.of(
            uncertain("the portal shows neither a confirmation nor an error", seen.evidence()))
        : Optional.empty();
  }

  private Outcome confirmed(Receipt receipt, Sighting seen) {
    Optional<String> reference = receipt.reference(seen);
    sent = true;
    try {
      ledger.confirm(submission, reference);
    } catch (RecordUnavailable e) {
      return uncertain(
          "the portal confirmed it%s, which could not be recorded (%s)"
              .formatted(reference.map(r -> ", reference " + r).orElse(""), e.getMessage()),
          seen.evidence(receipt.how(seen)));
    }
    return new Done(
        "The portal confirmed the form \"%s\"%s."
            .formatted(form.title(), reference.map(r -> ", reference " + r).orElse("")),
        Optional.empty(),
        reference,
        seen.evidence(receipt.how(seen)));
  }

  private static String afterThat(@Nullable String message) {
    return "after that: " + String.valueOf(message).replaceFirst("\\.$", "");
  }

  private NeedsPerson uncertain(String why, Evidence evidence) {
    return new NeedsPerson(
        PersonReason.UNCERTAIN_SUBMISSION,
        "The form \"%s\" was sent, and %s. %s%s"
            .formatted(
                form.title(),
                why,
                PersonReason.UNCERTAIN_SUBMISSION.advice(),
                claimed.map(FormSubmission::howToSettle).orElse("")),
        evidence);
  }

  private NeedsPerson alreadySent(Entry earlier, Sighting seen) {
    boolean confirmed = earlier.state() == SubmissionLedger.State.CONFIRMED;
    String ending =
        (confirmed ? "confirmed" : "how it ended is not known")
            + earlier.reference().map(r -> ", reference " + r).orElse("");
    boolean lasting = earlier.number().isPresent();
    return new NeedsPerson(
        PersonReason.UNCERTAIN_SUBMISSION,
        "The form \"%s\" was sent before with the same content (%s%s); it is not sent twice.%s"
            .formatted(
                form.title(),
                lasting ? "at " + earlier.at() + " by run " + earlier.run() + ", " : "",
                ending,
                confirmed
                    ? howToSendAgain(earlier)
                    : (lasting ? " " + PersonReason.UNCERTAIN_SUBMISSION.advice() : "")
                        + howToSettle(earlier)),
        seen.evidence());
  }

  private static String howToSettle(Entry entry) {
    return entry.number().isEmpty()
        ? ""
        : " Then run \"gatehouse submission settle %1$d --sent\" or \"gatehouse submission settle %1$d --not-sent\"."
            .formatted(entry.number().getAsLong());
  }

  private static String howToSendAgain(Entry entry) {
    return entry.number().isEmpty()
        ? ""
        : " If it is to be sent once more, run \"gatehouse submission settle %d --not-sent\" first."
            .formatted(entry.number().getAsLong());
  }
}
