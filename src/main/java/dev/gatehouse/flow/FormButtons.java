package dev.gatehouse.flow;

import dev.gatehouse.locate.Control;
import dev.gatehouse.locate.Finding;
import dev.gatehouse.locate.HealingJudge;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.Judgement;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Form;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds and presses the buttons that take a form forwards. */
final class FormButtons {

  private static final String SUBMIT = "submit";
  private static final String NEXT = "next";

  /** A wizard's pages may each have a button of their own. */
  private static final List<String> PURPOSES =
      List.of(SUBMIT, NEXT, "next-2", "next-3", "next-4", "next-5", "next-6");

  private static final Duration SETTLED = Duration.ofMillis(1_500);

  /**
   * A button that takes the form forwards.
   *
   * @param sends whether it sends the form for good, rather than turning to its next page
   * @param purpose under which it is learned
   * @param judgement what learned locators say of it
   */
  record Button(Located located, boolean sends, Purpose purpose, Judgement judgement) {
    /** Returns whether it is not where it was learned to be; it may still be drawn. */
    boolean changed() {
      return judgement.isChange();
    }
  }

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
        Located named = found.candidate().located();
        return Optional.of(new Button(named, true, purpose("submit"), new Judgement.Known(named)));
      }
      return recognised(seen, false);
    }
    return recognised(seen, true);
  }

  /** Returns the outcome when the button must not be pressed, else notes that it is about to be. */
  Optional<Outcome> refusal(Sighting seen, Button button) {
    Optional<Outcome> refusal = visit.memory().refusal(seen, button.judgement());
    if (refusal.isEmpty()) {
      visit.memory().use(seen, button.purpose(), button.judgement());
    }
    return refusal;
  }

  // What turns a page may turn out to send the form: both are held to the strictest rule.
  private Purpose purpose(String name) {
    return new Purpose("form " + form.name(), name, RiskTier.SUBMIT);
  }

  /**
   * @param maySend whether the last page's button is recognised by what it says
   */
  private Optional<Button> recognised(Sighting seen, boolean maySend) {
    Finding finding = visit.locator().finder().formSubmit(seen.page());
    if (!(finding instanceof Finding.Found found)) {
      return remembered(seen);
    }
    Located located = found.candidate().located();
    double next = visit.locator().finder().score(located.control(), Intent.NEXT).points();
    double submit = visit.locator().finder().score(located.control(), Intent.SUBMIT).points();
    return Optional.of(judged(seen, located, maySend && submit >= next));
  }

  /** What was learned may be on a page on which nothing clearly takes the form forwards. */
  private Optional<Button> remembered(Sighting seen) {
    List<Button> buttons =
        learned().stream().map(purpose -> button(seen, purpose)).flatMap(Optional::stream).toList();
    return buttons.stream()
        .filter(button -> !button.changed())
        .findFirst()
        .or(() -> buttons.stream().findFirst());
  }

  private Optional<Button> button(Sighting seen, Purpose purpose) {
    Judgement judgement = judge(seen, purpose, Optional.empty());
    return judgement
        .suggested()
        .map(l -> new Button(l, purpose.name().equals(SUBMIT), purpose, judgement));
  }

  private List<Purpose> learned() {
    return PURPOSES.stream()
        .map(this::purpose)
        .filter(purpose -> visit.memory().learned(purpose).isPresent())
        .toList();
  }

  private Button judged(Sighting seen, Located pick, boolean sends) {
    List<Purpose> learned = learned();
    for (Purpose purpose : learned) {
      Judgement judgement = judge(seen, purpose, Optional.of(pick));
      if (judgement instanceof Judgement.Known known) {
        return new Button(known.located(), purpose.name().equals(SUBMIT), purpose, judgement);
      }
    }
    Optional<Purpose> alike =
        learned.stream()
            .filter(purpose -> !purpose.name().equals(SUBMIT))
            .filter(purpose -> saysTheSame(purpose, pick))
            .findFirst();
    if (!sends && alike.isPresent()) {
      return new Button(pick, false, alike.get(), new Judgement.Known(pick));
    }
    Purpose purpose = learned.isEmpty() ? unlearned(sends) : changed(learned, sends);
    return new Button(pick, sends, purpose, judge(seen, purpose, Optional.of(pick)));
  }

  // A form once known knows all its buttons: an unknown one stands in for one of them.
  private Purpose changed(List<Purpose> learned, boolean sends) {
    Purpose submit = purpose(SUBMIT);
    Purpose next = purpose(NEXT);
    return (sends || !learned.contains(next)) && (learned.contains(submit) || sends)
        ? submit
        : next;
  }

  private Purpose unlearned(boolean sends) {
    if (sends) {
      return purpose(SUBMIT);
    }
    return PURPOSES.stream()
        .filter(name -> !name.equals(SUBMIT))
        .map(this::purpose)
        .filter(purpose -> !visit.memory().fresh().containsKey(purpose))
        .findFirst()
        .orElse(purpose(NEXT));
  }

  private boolean saysTheSame(Purpose purpose, Located pick) {
    return visit
        .memory()
        .learned(purpose)
        .filter(locator -> locator.saysTheSame(pick.control()))
        .isPresent();
  }

  private Judgement judge(Sighting seen, Purpose purpose, Optional<Located> pick) {
    return visit
        .memory()
        .judge(
            seen,
            new HealingJudge.Sought(
                purpose,
                pick,
                this::forwardness,
                located -> located.control().isButton(),
                Optional.empty()));
  }

  private double forwardness(Control control) {
    return Stream.of(Intent.SUBMIT, Intent.NEXT, Intent.CONFIRM, Intent.SIGN_UP)
        .mapToDouble(intent -> visit.locator().finder().score(control, intent).points())
        .max()
        .orElse(0);
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
