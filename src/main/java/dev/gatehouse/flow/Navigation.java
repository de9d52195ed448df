package dev.gatehouse.flow;

import dev.gatehouse.locate.Candidate;
import dev.gatehouse.locate.Finding;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.PageKind;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.portal.Marks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Goes to pages: by address, by following links, by pressing what a feature file names. */
final class Navigation {

  private static final Duration SETTLED = Duration.ofMillis(500);
  private static final Duration NOT_THERE = Duration.ofSeconds(3);

  /** Opens a page and waits until it shows its marks, or something at all when it has none. */
  Outcome open(Visit visit, String name, String page, Marks shows, Deadline deadline) {
    visit.open(page, deadline);
    return arrive(visit, name, shows, deadline);
  }

  /** Follows links by their texts, one after the other, from the page shown. */
  Outcome follow(Visit visit, String name, List<String> links, Marks shows, Deadline deadline) {
    for (String link : links) {
      Outcome pressed = press(visit, link, deadline);
      if (!pressed.succeeded()) {
        return pressed;
      }
    }
    return arrive(visit, name, shows, deadline);
  }

  private static Outcome arrive(Visit visit, String name, Marks shows, Deadline deadline) {
    return visit
        .<Outcome>until(
            deadline,
            seen -> {
              Optional<Outcome> obstacle = Failures.inTheWay(seen);
              if (obstacle.isPresent()) {
                return obstacle;
              }
              if (!shows.isEmpty()) {
                if (!seen.coming() && SignInAttempt.shows(seen, shows)) {
                  return arrived(name, seen);
                }
                return seen.settledFor(NOT_THERE) ? notShown(name, shows, seen) : Optional.empty();
              }
              Optional<Outcome> missing = notFound(name, seen);
              if (missing.isPresent()) {
                return missing;
              }
              return !seen.busy() && seen.reading().kind() != PageKind.BLANK
                  ? askedToSignIn(visit, seen).or(() -> arrived(name, seen))
                  : Optional.empty();
            })
        .orElseGet(() -> timedOut(visit, "Going to \"" + name + "\"", deadline));
  }

  private static Optional<Outcome> notFound(String name, Sighting seen) {
    return seen.replies().stream()
        .filter(reply -> reply.document() && reply.status() >= 400 && reply.status() != 401)
        .findFirst()
        .flatMap(
            reply ->
                Failures.failed(
                    FailureKind.PORTAL_CHANGED,
                    "\"%s\" is not there: the portal answered HTTP %d."
                        .formatted(name, reply.status()),
                    seen));
  }

  private static Optional<Outcome> askedToSignIn(Visit visit, Sighting seen) {
    boolean sentAway =
        seen.reading().asksToSignIn()
            && seen.reading().signOut().isEmpty()
            && !seen.page()
                .address()
                .startsWith(visit.site().resolve(visit.site().portal().login().page()));
    return sentAway && seen.reading().kind() == PageKind.LOGIN && !seen.replies().isEmpty()
        ? wasRedirected(seen)
        : Optional.empty();
  }

  private static Optional<Outcome> wasRedirected(Sighting seen) {
    return seen.replies().stream().anyMatch(r -> r.status() == 401)
        ? Failures.failed(FailureKind.SESSION_EXPIRED, "The portal asks to sign in.", seen)
        : Optional.empty();
  }

  private static Optional<Outcome> arrived(String name, Sighting seen) {
    return Optional.of(Done.of("At \"" + name + "\".", seen.evidence()));
  }

  private static Optional<Outcome> notShown(String name, Marks shows, Sighting seen) {
    if (seen.reading().asksToSignIn()) {
      return Failures.failed(
          FailureKind.SESSION_EXPIRED, "The portal asks to sign in instead.", seen);
    }
    return Failures.failed(
        FailureKind.PORTAL_CHANGED,
        "\"%s\" does not show what the definition says is there: %s."
            .formatted(
                name,
                Stream.concat(shows.texts().stream(), shows.pages().stream())
                    .map(mark -> "\"" + mark + "\"")
                    .collect(Collectors.joining(" or "))),
        seen);
  }

  /**
   * Presses the button or link that says the text, waiting until it is there; where nothing says
   * just that, the one learned or the likest.
   */
  Outcome press(Visit visit, String text, Deadline deadline) {
    return press(
        visit,
        deadline,
        seen -> {
          WordedButton button = new WordedButton(visit, seen, text);
          if (button.judgement().isChange() && !seen.settledFor(SETTLED)) {
            return new Choice(Optional.empty(), Optional.empty(), button.finding());
          }
          Optional<Outcome> refusal = visit.memory().refusal(seen, button.judgement());
          Optional<Located> located = button.judgement().control();
          if (located.isPresent()) {
            visit.memory().use(seen, button.purpose(), button.judgement());
          }
          return new Choice(located, refusal, button.finding());
        });
  }

  /** Presses what is recognised for the intent, waiting until it is there. */
  Outcome press(Visit visit, Intent intent, Deadline deadline) {
    return press(
        visit,
        deadline,
        seen -> {
          Finding finding = visit.locator().finder().byIntent(seen.page(), intent);
          return new Choice(
              finding instanceof Finding.Found found
                  ? Optional.of(found.candidate().located())
                  : Optional.empty(),
              Optional.empty(),
              finding);
        });
  }

  /**
   * What to press.
   *
   * @param refusal the outcome when it must not be pressed
   * @param finding what recognition found, to say why there is nothing
   */
  private record Choice(Optional<Located> located, Optional<Outcome> refusal, Finding finding) {}

  private static Outcome press(Visit visit, Deadline deadline, Function<Sighting, Choice> choose) {
    int[] before = new int[1];
    Outcome outcome =
        visit
            .<Outcome>until(
                deadline,
                seen -> {
                  Choice choice = choose.apply(seen);
                  if (choice.refusal().isPresent()) {
                    return choice.refusal();
                  }
                  if (choice.located().isPresent()) {
                    Located located = choice.located().get();
                    before[0] = seen.page().fingerprint();
                    visit.click(seen, located);
                    return Optional.of(
                        Done.of("Pressed " + located.control().describe() + ".", seen.evidence()));
                  }
                  return seen.settledFor(NOT_THERE)
                      ? Optional.of(notFound(choice.finding(), seen))
                      : Optional.empty();
                })
            .orElseGet(() -> timedOut(visit, "Pressing", deadline));
    if (outcome.succeeded()) {
      settle(visit, before[0], deadline);
    }
    return outcome;
  }

  /** Waits until the page has answered an action: it looks different, or nothing comes any more. */
  static void settle(Visit visit, int before, Deadline deadline) {
    visit.until(
        deadline.atMost(Duration.ofSeconds(10)),
        seen ->
            (!seen.busy() && (seen.page().fingerprint() != before || !seen.replies().isEmpty()))
                    || seen.settledFor(SETTLED)
                ? Optional.of(seen)
                : Optional.empty());
  }

  static Failed notFound(Finding finding, Sighting seen) {
    if (finding instanceof Finding.Ambiguous ambiguous) {
      return new Failed(
          FailureKind.AMBIGUOUS,
          "More than one fits %s about equally well, so nothing was touched: %s."
              .formatted(ambiguous.sought(), list(ambiguous.candidates())),
          seen.evidence());
    }
    Finding.Missing missing = (Finding.Missing) finding;
    return new Failed(
        FailureKind.ELEMENT_NOT_FOUND,
        "There is no %s on the page.%s"
            .formatted(
                missing.sought(),
                missing.nearest().isEmpty()
                    ? ""
                    : " The nearest: " + list(missing.nearest()) + "."),
        seen.evidence());
  }

  private static String list(List<Candidate> candidates) {
    return candidates.stream().limit(5).map(Candidate::describe).collect(Collectors.joining(", "));
  }

  static Failed timedOut(Visit visit, String what, Deadline deadline) {
    return new Failed(
        FailureKind.TIMED_OUT,
        what
            + " took longer than "
            + visit.site().portal().deadline().toSeconds()
            + " s; "
            + (deadline.isOver() ? "it was stopped." : "it did not come to rest."),
        new Evidence(Sighting.plain(visit.window().address()), "", List.of()));
  }
}
