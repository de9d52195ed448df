package dev.gatehouse.flow;

import dev.gatehouse.browser.Element;
import dev.gatehouse.locate.Control;
import dev.gatehouse.locate.FieldMatcher;
import dev.gatehouse.locate.FieldMatcher.Place;
import dev.gatehouse.locate.Finding;
import dev.gatehouse.locate.PageSnapshot.Located;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Enters one value in one place of a form, whatever sort of control it is. */
final class FieldFiller {

  private static final Duration ACT = Duration.ofSeconds(10);
  private static final Duration CHOICES_COME = Duration.ofSeconds(5);
  private static final Set<String> YES = Set.of("yes", "true", "on", "x", "1", "checked", "ticked");
  private static final Set<String> NO = Set.of("no", "false", "off", "0", "", "unchecked");

  private final Path files;

  /**
   * @param files the folder relative upload paths start from
   */
  FieldFiller(Path files) {
    this.files = files;
  }

  /** Enters the value. Returns what is wrong with it, if the control cannot take it. */
  Optional<String> fill(Visit visit, Sighting seen, Place place, String value) {
    Control control = place.control();
    Element element = visit.element(seen, place.located());
    if (control.isSelect()) {
      return choose(visit, seen, place, value);
    }
    if (control.isRadio()) {
      return pick(visit, seen, place, value);
    }
    if (control.isCheckbox()) {
      return tick(element, control, value);
    }
    if (control.isFile()) {
      return upload(element, control, value);
    }
    if (control.isCombobox()) {
      return pickFromList(visit, seen, place, value);
    }
    if (control.takesPassword()) {
      visit.hide(value);
    }
    element.fill(inLines(control, dateText(control, value)), ACT);
    element.leave(ACT);
    return Optional.empty();
  }

  private static Optional<String> choose(Visit visit, Sighting seen, Place place, String value) {
    Optional<Control.Option> option = FieldMatcher.choice(place.control(), value);
    if (option.isPresent()) {
      visit.element(seen, place.located()).choose(option.get().value(), ACT);
      return Optional.empty();
    }
    // The choices may depend on another field and still be on their way.
    String key = FieldMatcher.key(place.located());
    Optional<Boolean> chosen =
        visit.until(
            Deadline.in(CHOICES_COME),
            now ->
                now.page()
                    .usable()
                    .filter(l -> FieldMatcher.key(l).equals(key))
                    .findFirst()
                    .flatMap(l -> chooseNow(visit, now, l, value)));
    return chosen.isPresent()
        ? Optional.empty()
        : Optional.of(
            "%s does not offer \"%s\"; it offers: %s."
                .formatted(place.control().describe(), value, offered(place.control())));
  }

  private static Optional<Boolean> chooseNow(
      Visit visit, Sighting now, Located select, String value) {
    return FieldMatcher.choice(select.control(), value)
        .map(
            option -> {
              visit.element(now, select).choose(option.value(), ACT);
              return true;
            });
  }

  private static String offered(Control select) {
    return select.options().stream()
        .map(Control.Option::text)
        .filter(text -> !text.isBlank())
        .limit(12)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> pick(Visit visit, Sighting seen, Place place, String value) {
    Optional<Located> option = FieldMatcher.option(place, value);
    if (option.isEmpty()) {
      return Optional.of(
          "\"%s\" does not offer \"%s\"; it offers: %s."
              .formatted(
                  place.control().group(),
                  value,
                  place.controls().stream()
                      .map(l -> l.control().caption())
                      .collect(Collectors.joining(", "))));
    }
    visit.element(seen, option.get()).check(true, ACT);
    return Optional.empty();
  }

  private static Optional<String> tick(Element element, Control control, String value) {
    String word = value.strip().toLowerCase(Locale.ROOT);
    if (!YES.contains(word) && !NO.contains(word)) {
      return Optional.of("%s takes yes or no, not \"%s\".".formatted(control.describe(), value));
    }
    element.check(YES.contains(word), ACT);
    return Optional.empty();
  }

  private Optional<String> upload(Element element, Control control, String value) {
    List<Path> paths =
        Arrays.stream(value.split(",", -1)).map(name -> files.resolve(name.strip())).toList();
    for (Path path : paths) {
      if (!Files.isReadable(path)) {
        return Optional.of(
            "%s: there is no file %s that could be read.".formatted(control.describe(), path));
      }
    }
    element.upload(paths, ACT);
    return Optional.empty();
  }

  private static Optional<String> pickFromList(
      Visit visit, Sighting seen, Place place, String value) {
    Element box = visit.element(seen, place.located());
    box.click(ACT);
    if (place.control().isTextField() || place.control().tag().equals("input")) {
      box.fill(value, ACT);
    }
    Optional<Boolean> picked =
        visit.until(
            Deadline.in(CHOICES_COME),
            now -> {
              Finding option =
                  visit
                      .locator()
                      .finder()
                      .decide(
                          "choice \"" + value + "\"",
                          now.page(),
                          l -> l.control().role().equals("option"),
                          l -> visit.locator().finder().labelScore(l.control(), value));
              if (option instanceof Finding.Found found) {
                visit.element(now, found.candidate().located()).click(ACT);
                return Optional.of(true);
              }
              return Optional.empty();
            });
    return picked.isPresent()
        ? Optional.empty()
        : Optional.of("%s does not offer \"%s\".".formatted(place.control().describe(), value));
  }

  // A field of one line drops line breaks and has what they part run together.
  private static String inLines(Control control, String value) {
    return control.tag().equals("input") && value.contains("\n")
        ? value.strip().replaceAll("\\R", ", ")
        : value;
  }

  // Definitions and profiles write dates as 2026-01-31; text fields say in their placeholder how
  // they want them.
  private static String dateText(Control control, String value) {
    if (control.type().equals("date") || !value.matches("\\d{4}-\\d{2}-\\d{2}")) {
      return value;
    }
    String hint = (control.placeholder() + " " + control.describedBy()).toLowerCase(Locale.ROOT);
    String format =
        hint.contains("mm/dd/yyyy")
            ? "MM/dd/yyyy"
            : hint.contains("dd/mm/yyyy")
                ? "dd/MM/yyyy"
                : hint.contains("dd.mm.yyyy") || hint.contains("tt.mm.jjjj")
                    ? "dd.MM.yyyy"
                    : hint.contains("dd-mm-yyyy") ? "dd-MM-yyyy" : "yyyy-MM-dd";
    try {
      return LocalDate.parse(value).format(DateTimeFormatter.ofPattern(format, Locale.ROOT));
    } catch (DateTimeParseException e) {
      return value;
    }
  }
}
