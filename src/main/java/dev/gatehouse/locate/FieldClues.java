package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Gathers the clues to what a field is for: what it says of itself, what is written at it, what
 * stands before and after it, what the form is about. Thread-safe.
 */
final class FieldClues {

  private static final List<Intent> FIELDS = Intent.of(Intent.Kind.FIELD);
  private static final List<Intent> PURPOSES =
      List.of(
          Intent.SIGN_IN,
          Intent.SIGN_UP,
          Intent.NEWSLETTER,
          Intent.FORGOT_PASSWORD,
          Intent.SUBMIT,
          Intent.NEXT,
          Intent.SEARCH);
  private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");

  private final Lexicon lexicon;

  FieldClues(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** Returns the clues of each field of a form, in the order of the fields. */
  List<Clues> of(FormContext form) {
    List<Map<Intent, Double>> named = form.fields().stream().map(this::named).toList();
    Clues purpose = purpose(form);
    List<Clues> all = new ArrayList<>();
    for (int i = 0; i < form.fields().size(); i++) {
      all.add(of(form, i, named, purpose));
    }
    return all;
  }

  private Clues of(FormContext form, int at, List<Map<Intent, Double>> named, Clues purpose) {
    Control control = form.fields().get(at).control();
    Clues clues = new Clues();
    sort(clues, control);
    texts(clues, control);
    limits(clues, control);
    options(clues, control);
    neighbour(clues, "before", form, at - 1, named);
    neighbour(clues, "before2", form, at - 2, named);
    neighbour(clues, "after", form, at + 1, named);
    neighbour(clues, "after2", form, at + 2, named);
    place(clues, form, at);
    rival(clues, at, named);
    String sort = sortOf(control);
    String called = calledOf(named.get(at));
    purpose
        .values()
        .forEach(
            (clue, value) -> {
              clues.add(sort + "; " + clue, value);
              clues.add(called + "; " + clue, value);
            });
    long texts = form.texts();
    clues.add(
        called
            + "; texts and passwords "
            + (texts <= 3 ? texts : 9)
            + " "
            + Math.min(form.passwords(), 3));
    return clues;
  }

  private static void sort(Clues clues, Control control) {
    clues.add("is " + sortOf(control));
    clues.add("hidden", !control.visible());
    clues.add("read only", control.readOnly());
    clues.add("disabled", !control.enabled());
    clues.add("required", control.required());
    for (String token : control.autocomplete().toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
      clues.add("autocomplete " + token, !token.isEmpty());
    }
    clues.add("keyboard " + control.inputMode(), !control.inputMode().isEmpty());
  }

  /** Returns by which identifier the field goes, as those are the ones most often mixed up. */
  private static String calledOf(Map<Intent, Double> named) {
    boolean email = named.containsKey(Intent.EMAIL);
    boolean username = named.containsKey(Intent.USERNAME);
    return email
        ? username ? "called both" : "called email"
        : username ? "called username" : "called else";
  }

  private static String sortOf(Control control) {
    return control.isSelect()
        ? "select"
        : control.isCombobox()
            ? "combobox"
            : control.isCheckbox() || control.isRadio()
                ? "tick"
                : control.tag().equals("textarea")
                    ? "textarea"
                    : control.isFile()
                        ? "file"
                        : control.type().isEmpty() ? "text" : control.type();
  }

  private void texts(Clues clues, Control control) {
    String read = String.join(" | ", control.label(), control.ariaLabel(), control.labelledBy());
    text(clues, "label", control.label(), control.ariaLabel(), control.labelledBy());
    text(clues, "placeholder", control.placeholder());
    text(clues, "name", control.name());
    text(clues, "id", control.id());
    text(clues, "title", control.titleText());
    text(clues, "test id", control.testId());
    clues.words("group", control.group());
    if (read.length() <= 6) {
      text(clues, "before it", control.before());
      clues.add("no label");
      clues.add("nothing written", control.placeholder().isEmpty() && control.before().isEmpty());
    }
  }

  private void text(Clues clues, String where, String... texts) {
    for (String text : texts) {
      if (text.isEmpty()) {
        continue;
      }
      clues.words(where, text);
      clues.words("any", text);
      String folded = Words.foldLabel(text);
      for (Intent intent : FIELDS) {
        double strength = lexicon.match(intent, folded).strength();
        clues.add(where + " means " + intent.word(), strength);
        clues.add("means " + intent.word(), strength);
      }
    }
  }

  private static void limits(Clues clues, Control control) {
    int most = control.maxLength();
    clues.add("at most " + (most <= 10 ? most : most <= 20 ? 20 : most <= 64 ? 64 : 999), most > 0);
    clues.add(
        "pattern of digits",
        control.pattern().contains("\\d") || control.pattern().contains("[0-9"));
    clues.add("narrow", control.visible() && control.box().width() < 90);
  }

  private static void options(Clues clues, Control control) {
    if (control.options().isEmpty()) {
      return;
    }
    int count = control.options().size();
    clues.add(
        "options "
            + (count <= 4
                ? "few"
                : count <= 9
                    ? "up to 9"
                    : count <= 14
                        ? "12"
                        : count <= 26
                            ? "20"
                            : count <= 34
                                ? "31"
                                : count <= 48
                                    ? "40"
                                    : count <= 70 ? "50" : count <= 130 ? "100" : "200"));
    long years = control.options().stream().filter(o -> YEAR.matcher(o.text()).matches()).count();
    long numbers =
        control.options().stream().filter(o -> NUMBER.matcher(o.text()).matches()).count();
    clues.add("options are years", years * 2 > count);
    clues.add("options are numbers", numbers * 2 > count);
    clues.add(
        "options are past years",
        control.options().stream().anyMatch(o -> o.text().equals("1970")));
    for (Control.Option option : control.options().subList(0, Math.min(count, 3))) {
      clues.words("option", option.text());
    }
  }

  private void neighbour(
      Clues clues, String where, FormContext form, int at, List<Map<Intent, Double>> named) {
    if (at < 0 || at >= form.fields().size()) {
      clues.add(where + " is nothing");
      return;
    }
    clues.add(where + " is " + sortOf(form.fields().get(at).control()));
    named
        .get(at)
        .forEach((intent, strength) -> clues.add(where + " means " + intent.word(), strength));
  }

  private static void place(Clues clues, FormContext form, int at) {
    List<Located> fields = form.fields();
    Control control = fields.get(at).control();
    long texts = form.texts();
    long passwords = form.passwords();
    String sort = sortOf(control);
    clues.add(sort + "; texts " + (texts <= 4 ? texts : texts <= 8 ? 8 : 99));
    clues.add(sort + "; passwords " + Math.min(passwords, 4));
    clues.add(
        sort + "; texts and passwords " + (texts <= 3 ? texts : 9) + " " + Math.min(passwords, 3));
    clues.add("without a form", form.form() < 0);
    if (control.takesPassword()) {
      long before = fields.subList(0, at).stream().filter(l -> l.control().takesPassword()).count();
      clues.add("password " + (before + 1) + " of " + passwords);
    } else {
      boolean passwordLater =
          fields.subList(at + 1, fields.size()).stream().anyMatch(l -> l.control().takesPassword());
      clues.add(sort + "; a password follows", passwordLater);
      boolean textBefore = fields.subList(0, at).stream().anyMatch(l -> l.control().isTextField());
      clues.add(sort + "; the first to type in", !textBefore && control.isTextField());
    }
  }

  /** Whether another field of the form is rather what this one may be. */
  private static void rival(Clues clues, int at, List<Map<Intent, Double>> named) {
    for (Intent intent :
        List.of(
            Intent.USERNAME,
            Intent.EMAIL,
            Intent.NAME,
            Intent.GIVEN_NAME,
            Intent.FAMILY_NAME,
            Intent.TEL,
            Intent.ADDRESS_LINE1)) {
      double mine = named.get(at).getOrDefault(intent, 0.0);
      double others = 0;
      for (int i = 0; i < named.size(); i++) {
        if (i != at) {
          others = Math.max(others, named.get(i).getOrDefault(intent, 0.0));
        }
      }
      clues.add("another means " + intent.word(), others);
      clues.add(
          "first of several " + intent.word(),
          mine > 0 && others > 0 && firstOf(named, intent) == at);
    }
  }

  private static int firstOf(List<Map<Intent, Double>> named, Intent intent) {
    for (int i = 0; i < named.size(); i++) {
      if (named.get(i).containsKey(intent)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns what the field is called, by all its texts together. */
  private Map<Intent, Double> named(Located located) {
    Control control = located.control();
    Map<Intent, Double> named = new EnumMap<>(Intent.class);
    for (String text :
        List.of(
            control.label(),
            control.ariaLabel(),
            control.labelledBy(),
            control.placeholder(),
            control.name(),
            control.id())) {
      if (text.isEmpty()) {
        continue;
      }
      String folded = Words.foldLabel(text);
      for (Intent intent : FIELDS) {
        double strength = lexicon.match(intent, folded).strength();
        if (strength > 0.4) {
          named.merge(intent, strength, Math::max);
        }
      }
    }
    return named;
  }

  /** What the form is for, by its buttons, its own words and the page's. */
  private Clues purpose(FormContext form) {
    Clues clues = new Clues();
    for (Intent intent : PURPOSES) {
      double pressed =
          form.buttons().stream()
              .filter(l -> l.control().isButton())
              .flatMap(l -> List.of(l.control().text(), l.control().value()).stream())
              .mapToDouble(text -> lexicon.match(intent, Words.foldLabel(text)).strength())
              .max()
              .orElse(0);
      clues.add("button means " + intent.word(), pressed);
      clues.add(
          "form means " + intent.word(),
          lexicon.match(intent, Words.fold(form.ownWords())).strength());
      clues.add(
          "page means " + intent.word(), lexicon.match(intent, Words.fold(form.page())).strength());
    }
    return clues;
  }
}
