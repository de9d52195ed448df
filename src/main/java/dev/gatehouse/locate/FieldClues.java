package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
          Intent.PAY,
          Intent.SEARCH);
  private static final List<Intent> TICKED =
      List.of(Intent.REMEMBER_ME, Intent.ACCEPT, Intent.NEWSLETTER);

  /** What the fields of one form are most often several of. */
  private static final List<Intent> RIVALS =
      List.of(
          Intent.USERNAME,
          Intent.EMAIL,
          Intent.NAME,
          Intent.GIVEN_NAME,
          Intent.FAMILY_NAME,
          Intent.TEL,
          Intent.ADDRESS_LINE1);

  /** A text that names something less plainly than this names it in passing. */
  private static final double PLAINLY = 0.4;

  private static final int MOST_CARD_YEARS = 25;
  private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");

  private final Lexicon lexicon;

  FieldClues(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** What texts of one form mean, each looked up once: names and labels come again and again. */
  private final class Meanings {
    private final Map<String, Map<Intent, Double>> known = new HashMap<>();

    Map<Intent, Double> of(String text) {
      return known.computeIfAbsent(text, this::lookUp);
    }

    private Map<Intent, Double> lookUp(String text) {
      String folded = Words.foldLabel(text);
      Map<Intent, Double> meant = new EnumMap<>(Intent.class);
      for (Intent intent : FIELDS) {
        double strength = lexicon.match(intent, folded).strength();
        if (strength > 0) {
          meant.put(intent, strength);
        }
      }
      return meant;
    }
  }

  /** Returns the clues of each field of a form, in the order of the fields. */
  List<Clues> of(FormContext form) {
    Meanings meanings = new Meanings();
    List<Map<Intent, Double>> named =
        form.fields().stream().map(l -> named(l.control(), meanings)).toList();
    List<Rivalry> rivalries = RIVALS.stream().map(intent -> Rivalry.of(intent, named)).toList();
    Clues purpose = purpose(form);
    List<Clues> all = new ArrayList<>();
    for (int i = 0; i < form.fields().size(); i++) {
      Clues clues = of(form, i, named, meanings);
      for (Rivalry rivalry : rivalries) {
        rivalry.tell(clues, i, named.get(i));
      }
      String sort = sortOf(form.fields().get(i).control());
      String called = calledOf(named.get(i));
      purpose
          .values()
          .forEach(
              (clue, value) -> {
                clues.add(sort + "; " + clue, value);
                clues.add(called + "; " + clue, value);
              });
      all.add(clues);
    }
    return all;
  }

  private Clues of(FormContext form, int at, List<Map<Intent, Double>> named, Meanings meanings) {
    Control control = form.fields().get(at).control();
    Clues clues = new Clues();
    sort(clues, control);
    texts(clues, control, meanings);
    limits(clues, control);
    options(clues, control);
    neighbour(clues, "before", form, at - 1, named);
    neighbour(clues, "before2", form, at - 2, named);
    neighbour(clues, "after", form, at + 1, named);
    neighbour(clues, "after2", form, at + 2, named);
    place(clues, form, at);
    long texts = form.shape().texts();
    clues.add(
        calledOf(named.get(at))
            + "; texts and passwords "
            + (texts <= 3 ? texts : 9)
            + " "
            + Math.min(form.shape().passwords(), 3));
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

  private static void texts(Clues clues, Control control, Meanings meanings) {
    String read = String.join(" | ", control.label(), control.ariaLabel(), control.labelledBy());
    text(clues, meanings, "label", control.label(), control.ariaLabel(), control.labelledBy());
    text(clues, meanings, "placeholder", control.placeholder());
    text(clues, meanings, "name", control.name());
    text(clues, meanings, "id", control.id());
    text(clues, meanings, "title", control.titleText());
    text(clues, meanings, "test id", control.testId());
    clues.words("group", control.group());
    if (read.length() <= 6) {
      text(clues, meanings, "before it", control.before());
      clues.add("no label");
      clues.add("nothing written", control.placeholder().isEmpty() && control.before().isEmpty());
    }
  }

  private static void text(Clues clues, Meanings meanings, String where, String... texts) {
    for (String text : texts) {
      if (text.isEmpty()) {
        continue;
      }
      clues.words(where, text);
      clues.words("any", text);
      meanings
          .of(text)
          .forEach(
              (intent, strength) -> {
                clues.add(where + " means " + intent.word(), strength);
                clues.add("means " + intent.word(), strength);
              });
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
    IntSummaryStatistics years =
        control.options().stream()
            .flatMap(o -> Stream.of(o.text(), o.value()).filter(YEAR.asMatchPredicate()).limit(1))
            .mapToInt(Integer::parseInt)
            .summaryStatistics();
    long numbers =
        control.options().stream().filter(o -> NUMBER.matcher(o.text()).matches()).count();
    boolean mostlyYears = years.getCount() * 2 > count;
    clues.add("options are years", mostlyYears);
    // Cards are good for few years, people for many.
    clues.add(
        "options are years of "
            + (years.getMax() - years.getMin() <= MOST_CARD_YEARS ? "few" : "many"),
        mostlyYears);
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
    long texts = form.shape().texts();
    long passwords = form.shape().passwords();
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

  /**
   * How several fields of a form may be the same thing.
   *
   * @param first the first of them, or -1
   * @param best the likeliest of them, or -1
   * @param second how likely the likeliest but one is
   */
  private record Rivalry(Intent intent, int first, int best, double most, double second) {

    static Rivalry of(Intent intent, List<Map<Intent, Double>> named) {
      int first = -1;
      int best = -1;
      double most = 0;
      double second = 0;
      for (int i = 0; i < named.size(); i++) {
        double strength = named.get(i).getOrDefault(intent, 0.0);
        if (strength > 0 && first < 0) {
          first = i;
        }
        if (strength > most) {
          second = most;
          most = strength;
          best = i;
        } else {
          second = Math.max(second, strength);
        }
      }
      return new Rivalry(intent, first, best, most, second);
    }

    void tell(Clues clues, int at, Map<Intent, Double> named) {
      double others = at == best ? second : most;
      clues.add("another means " + intent.word(), others);
      clues.add(
          "first of several " + intent.word(),
          named.containsKey(intent) && others > 0 && at == first);
    }
  }

  /** Returns what the field is called, by all its texts together. */
  private static Map<Intent, Double> named(Control control, Meanings meanings) {
    Map<Intent, Double> named = new EnumMap<>(Intent.class);
    for (String text :
        List.of(
            control.label(),
            control.ariaLabel(),
            control.labelledBy(),
            control.placeholder(),
            control.name(),
            control.id())) {
      meanings
          .of(text)
          .forEach(
              (intent, strength) -> {
                if (strength > PLAINLY) {
                  named.merge(intent, strength, Math::max);
                }
              });
    }
    return named;
  }

  /**
   * Returns what the form is for, by its buttons, its links, its ticks, its own words and the
   * page's.
   */
  Clues purpose(FormContext form) {
    Clues clues = new Clues();
    List<Control> pressed = sending(form);
    List<Control> beside =
        form.buttons().stream()
            .map(Located::control)
            .filter(c -> c.visible() && !pressed.contains(c))
            .toList();
    List<Control> ticks =
        form.fields().stream()
            .map(Located::control)
            .filter(c -> c.isCheckbox() && c.visible())
            .toList();
    for (Intent intent : PURPOSES) {
      clues.add("button means " + intent.word(), said(intent, pressed));
      clues.add("beside means " + intent.word(), said(intent, beside));
      clues.add("button is called " + intent.word(), called(intent, pressed));
      clues.add(
          "form means " + intent.word(),
          lexicon.match(intent, Words.fold(form.ownWords())).strength());
      clues.add(
          "page means " + intent.word(), lexicon.match(intent, Words.fold(form.page())).strength());
    }
    for (Intent intent : TICKED) {
      clues.add("tick means " + intent.word(), ticked(intent, ticks));
    }
    return clues;
  }

  /** Returns the buttons that submit, or all if none does so by itself. */
  private static List<Control> sending(FormContext form) {
    List<Control> buttons =
        form.buttons().stream().map(Located::control).filter(Control::isButton).toList();
    List<Control> submits =
        buttons.stream().filter(c -> c.isSubmitButton() && c.visible()).toList();
    return submits.isEmpty() ? buttons : submits;
  }

  private double said(Intent intent, List<Control> controls) {
    return controls.stream()
        .flatMap(c -> Stream.of(c.text(), c.value(), c.ariaLabel()))
        .mapToDouble(text -> lexicon.match(intent, Words.foldLabel(text)).strength())
        .max()
        .orElse(0);
  }

  private double called(Intent intent, List<Control> controls) {
    return controls.stream()
        .flatMap(c -> Stream.of(c.id(), c.name(), c.testId()))
        .mapToDouble(text -> lexicon.match(intent, Words.foldLabel(text)).strength())
        .max()
        .orElse(0);
  }

  private double ticked(Intent intent, List<Control> ticks) {
    return ticks.stream()
        .flatMap(c -> Stream.of(c.label(), c.ariaLabel(), c.after(), c.name(), c.id()))
        .mapToDouble(text -> lexicon.match(intent, Words.foldLabel(text)).strength())
        .max()
        .orElse(0);
  }
}
