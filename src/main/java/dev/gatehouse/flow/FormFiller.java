package dev.gatehouse.flow;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.locate.FieldMatcher;
import dev.gatehouse.locate.FieldMatcher.Place;
import dev.gatehouse.locate.FieldMatcher.Sought;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.FormField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fills in a form: all values that have a clear place on the page shown, then on the wizard's next
 * page, until every value is placed. Fields that only appear once another is filled in are waited
 * for. Used for one form, once.
 */
final class FormFiller {

  private static final int MOST_PAGES = 12;
  private static final Duration FIELDS_COME = Duration.ofMillis(400);
  private static final Duration SIGN_IN_STAYS = Duration.ofMillis(1_500);
  private static final Duration FORM_COMES = Duration.ofSeconds(5);

  private final Visit visit;
  private final Form form;
  private final FieldFiller filler;
  private final FormButtons buttons;
  private final FormFields fields;
  private final Map<String, String> remaining;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> repeatable = new LinkedHashMap<>();

  FormFiller(Visit visit, Form form, Map<String, String> values, FieldFiller filler) {
    this.visit = visit;
    this.form = form;
    this.filler = filler;
    this.buttons = new FormButtons(visit, form);
    this.fields = new FormFields(visit, form);
    this.remaining = new LinkedHashMap<>(values);
  }

  Outcome fill(Deadline deadline) {
    int count = remaining.size();
    for (int page = 1; page <= MOST_PAGES; page++) {
      Optional<Outcome> obstacle = fillPage(deadline);
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
      Sighting seen = visit.sighting(deadline);
      if (remaining.isEmpty()) {
        repeat(seen);
        return Done.of(
            "Filled in %d fields of \"%s\".".formatted(count, form.title()), seen.evidence());
      }
      repeat(seen);
      Optional<FormButtons.Button> next = buttons.next(seen);
      if (next.isEmpty()) {
        return notPlaced(seen);
      }
      Optional<Outcome> refused = buttons.refusal(seen, next.get());
      if (refused.isPresent()) {
        return refused.get();
      }
      Optional<Outcome> stopped = buttons.turnPage(seen, next.get(), deadline);
      if (stopped.isPresent()) {
        return stopped.get();
      }
      taken.clear();
    }
    return notPlaced(visit.sighting(deadline));
  }

  private Optional<Outcome> fillPage(Deadline deadline) {
    boolean placedAny = false;
    while (!remaining.isEmpty()) {
      Duration patience = placedAny ? FIELDS_COME : FORM_COMES;
      Optional<Sighting> ready =
          visit.until(
              deadline,
              seen ->
                  !match(seen).isEmpty()
                          || seen.settledFor(patience)
                          || asksToSignInInstead(seen)
                          || Failures.inTheWay(seen).isPresent()
                          || (!taken.isEmpty() && seen.settledFor(FIELDS_COME))
                      ? Optional.of(seen)
                      : Optional.empty());
      if (ready.isEmpty()) {
        return Optional.of(Navigation.timedOut(visit, "Filling in the form", deadline));
      }
      Optional<Outcome> obstacle = Failures.inTheWay(ready.get());
      if (obstacle.isPresent()) {
        return obstacle;
      }
      FormFields.Places found = match(ready.get());
      Optional<Outcome> refused = fields.refusal(ready.get(), found);
      if (refused.isPresent()) {
        return refused;
      }
      Map<Sought, Place> places = found.places();
      if (places.isEmpty() && asksToSignInInstead(ready.get())) {
        return Failures.failed(
            FailureKind.SESSION_EXPIRED,
            "The portal asks to sign in instead of showing the form \"%s\"."
                .formatted(form.title()),
            ready.get());
      }
      if (places.isEmpty()) {
        return Optional.empty();
      }
      Optional<Outcome> problem = place(ready.get(), found);
      if (problem.isPresent()) {
        return problem;
      }
      placedAny = true;
    }
    return Optional.empty();
  }

  // A form to sign in with may stand beside the one meant, which may be drawn a moment later.
  private static boolean asksToSignInInstead(Sighting seen) {
    return seen.reading().asksToSignIn() && seen.settledFor(SIGN_IN_STAYS);
  }

  private Optional<Outcome> place(Sighting seen, FormFields.Places found) {
    List<Map.Entry<Sought, Place>> inOrder = new ArrayList<>(found.places().entrySet());
    inOrder.sort(Comparator.comparingInt(entry -> entry.getValue().control().index()));
    for (Map.Entry<Sought, Place> entry : inOrder) {
      String name = entry.getKey().name();
      String value = remaining.getOrDefault(name, "");
      if (isSecret(name)
          && !visit.site().allows(entry.getValue().located().frame().reading().address())) {
        return Failures.failed(
            FailureKind.ORIGIN_REFUSED,
            "\""
                + name
                + "\" is a secret, and its field is on an origin the definition does not allow.",
            seen);
      }
      if (isPassword(entry.getKey()) && !entry.getValue().control().takesPassword()) {
        return Failures.failed(
            FailureKind.SECRET_REFUSED,
            "\"%s\" belongs in a password field; found was %s, so nothing was typed."
                .formatted(name, entry.getValue().control().describe()),
            seen);
      }
      fields.use(seen, entry.getKey(), found);
      try {
        if (isSecret(name)) {
          visit.hide(value);
        }
        Optional<String> problem = filler.fill(visit, seen, entry.getValue(), value);
        if (problem.isPresent()) {
          return Failures.failed(FailureKind.INPUT_INVALID, name + ": " + problem.get(), seen);
        }
      } catch (BrowserException e) {
        // An earlier value had the form drawn anew: what is left is matched on the new one.
        if (e.reason() == BrowserException.Reason.STALE) {
          return Optional.empty();
        }
        throw e;
      }
      taken.add(FieldMatcher.key(entry.getValue().located()));
      remaining.remove(name);
      repeatable.put(name, value);
      if (changesTheForm(entry.getValue()) && !remaining.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean changesTheForm(Place place) {
    return place.control().isSelect()
        || place.control().isRadio()
        || place.control().isCheckbox()
        || place.control().isCombobox();
  }

  // Where there is a new password it is the one that is repeated, not the one it takes over from.
  private boolean isAskedTwice(Intent intent) {
    return switch (intent) {
      case EMAIL, NEW_PASSWORD -> true;
      case CURRENT_PASSWORD ->
          repeatable.keySet().stream()
              .noneMatch(name -> intent(name).equals(Optional.of(Intent.NEW_PASSWORD)));
      default -> false;
    };
  }

  // Forms ask for e-mail address and password twice; a definition names them once.
  private void repeat(Sighting seen) {
    for (Map.Entry<String, String> entry : repeatable.entrySet()) {
      if (intent(entry.getKey()).filter(this::isAskedTwice).isPresent()) {
        visit
            .locator()
            .fields()
            .repetition(seen.page(), intent(entry.getKey()).orElseThrow(), taken)
            .filter(l -> visit.site().allows(l.frame().reading().address()))
            .ifPresent(
                located -> {
                  if (isSecret(entry.getKey())) {
                    visit.hide(entry.getValue());
                  }
                  visit.fill(seen, located, entry.getValue());
                  taken.add(FieldMatcher.key(located));
                });
      }
    }
  }

  private FormFields.Places match(Sighting seen) {
    return fields.match(seen, soughts(), taken);
  }

  private boolean isPassword(Sought sought) {
    return isSecret(sought.name())
        && sought
            .intent()
            .filter(i -> i == Intent.NEW_PASSWORD || i == Intent.CURRENT_PASSWORD)
            .isPresent();
  }

  private List<Sought> soughts() {
    return remaining.keySet().stream().map(this::sought).toList();
  }

  private Sought sought(String name) {
    return sought(form, name);
  }

  /** Returns what is sought on the form's pages for a value of that name. */
  static Sought sought(Form form, String name) {
    FormField field = form.fields().get(name);
    String label = field == null ? name : field.label().orElse(field.name().replace('-', ' '));
    return new Sought(name, label, intent(form, name));
  }

  private Optional<Intent> intent(String name) {
    return intent(form, name);
  }

  private static Optional<Intent> intent(Form form, String name) {
    FormField field = form.fields().get(name);
    if (field == null) {
      return Intent.of(name);
    }
    // A label is meant as it stands; what it is recognised by comes in only when named as well.
    return field
        .intent()
        .flatMap(Intent::of)
        .or(() -> field.label().isPresent() ? Optional.empty() : Intent.of(name));
  }

  private boolean isSecret(String name) {
    FormField field = form.fields().get(name);
    return field != null && field.secret();
  }

  private Failed notPlaced(Sighting seen) {
    String details =
        remaining.keySet().stream()
            .map(
                name -> {
                  List<Place> near = visit.locator().fields().rank(seen.page(), sought(name));
                  return "\"%s\"%s"
                      .formatted(
                          name,
                          near.isEmpty()
                              ? ""
                              : " (nearest: "
                                  + near.stream()
                                      .limit(2)
                                      .map(
                                          p ->
                                              p.control().describe()
                                                  + " "
                                                  + Math.round(p.score().points()))
                                      .collect(Collectors.joining(", "))
                                  + ")");
                })
            .collect(Collectors.joining(", "));
    return new Failed(
        FailureKind.ELEMENT_NOT_FOUND,
        "The form has no clear field for %s, and no further page.".formatted(details),
        seen.evidence());
  }
}
