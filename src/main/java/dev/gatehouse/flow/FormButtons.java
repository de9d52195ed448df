package dev.gatehouse.flow;

import dev.gatehouse.locate.Finding;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Form;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds and presses the buttons that take a form forwards. */
final class FormButtons {

  private static final Duration SETTLED = Duration.ofMillis(1_500);

  /**
   * A button that takes the form forwards.
   *
   * @param sends whether it sends the form for good, rather than turning to its next page
   */
  record Button(Located located, boolean sends) {}

  private final Visit visit;
  private final Form form;

  FormButtons(Visit visit, Form form) {
    this.visit = visit;
    this.form = form;
  }

  /** Returns the button that turns to the next page, if this page is not the last. */
  Optional<Button> next(Sighting seen) {
    return forwards(seen).filter(button -> !button.sends());
  }

  /**
   * Returns the button that takes the form forwards: the definition's, else the best recognised.
   */
  Optional<Button> forwards(Sighting seen) {
    if (form.submit().isPresent()) {
      Finding finding = visit.locator().finder().clickableByText(seen.page(), form.submit().get());
      if (finding instanceof Finding.Found found && found.candidate().score().points() >= 60) {
        return Optional.of(new Button(found.candidate().located(), true));
      }
      return recognised(seen).map(button -> new Button(button.located(), false));
    }
    return recognised(seen);
  }

  private Optional<Button> recognised(Sighting seen) {
    Finding finding = visit.locator().finder().formSubmit(seen.page());
    if (!(finding instanceof Finding.Found found)) {
      return Optional.empty();
    }
    Located located = found.candidate().located();
    double next = visit.locator().finder().score(located.control(), Intent.NEXT).points();
    double submit = visit.locator().finder().score(located.control(), Intent.SUBMIT).points();
    return Optional.of(new Button(located, submit >= next));
  }

  /** Turns to the next page. Returns what stopped it, if the page stayed. */
  Optional<Outcome> turnPage(Sighting before, Button button, Deadline deadline) {
    int fingerprint = before.page().fingerprint();
    List<String> oldMessages = before.reading().messages();
    visit.click(before, button.located());
    return visit
        .<Optional<Outcome>>until(
            deadline,
            seen -> {
              Optional<Outcome> obstacle = Failures.inTheWay(seen);
              if (obstacle.isPresent()) {
                return Optional.of(obstacle);
              }
              List<String> errors = Complaints.of(seen, oldMessages);
              if (!errors.isEmpty() && !seen.busy()) {
                return Optional.of(
                    Failures.failed(
                        FailureKind.SUBMISSION_REJECTED,
                        "The portal did not accept this page of the form: "
                            + String.join(" | ", errors),
                        seen));
              }
              boolean turned =
                  seen.page().fingerprint() != fingerprint && !seen.replies().isEmpty();
              if (!seen.busy() && turned) {
                return Optional.of(Optional.empty());
              }
              return seen.settledFor(SETTLED)
                  ? Optional.of(
                      seen.page().fingerprint() != fingerprint
                          ? Optional.empty()
                          : Failures.failed(
                              FailureKind.PORTAL_CHANGED,
                              "Nothing happened when "
                                  + button.located().control().describe()
                                  + " was pressed.",
                              seen))
                  : Optional.empty();
            })
        .orElseGet(
            () -> Optional.of(Navigation.timedOut(visit, "Turning the form's page", deadline)));
  }
}
