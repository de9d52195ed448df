package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers the clues to whether a click on something sends its form. Thread-safe. */
final class ButtonClues {

  private static final List<Intent> ACTIONS = Intent.of(Intent.Kind.ACTION);
  private static final List<Intent> OTHERS = List.of(Intent.SEARCH, Intent.NEWSLETTER);
  private static final List<Intent> FORWARDS =
      List.of(
          Intent.SIGN_IN, Intent.SUBMIT, Intent.NEXT, Intent.SIGN_UP, Intent.CONFIRM, Intent.PAY);

  private final Lexicon lexicon;

  ButtonClues(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** Returns the clues of everything clickable in a form, in order. */
  List<Clues> of(FormContext form) {
    List<Map<Intent, Double>> named = form.buttons().stream().map(l -> named(l.control())).toList();
    double best = named.stream().mapToDouble(ButtonClues::forwards).max().orElse(0);
    List<Clues> all = new ArrayList<>();
    for (int i = 0; i < form.buttons().size(); i++) {
      all.add(of(form, i, named, best));
    }
    return all;
  }

  private Clues of(FormContext form, int at, List<Map<Intent, Double>> named, double best) {
    Located located = form.buttons().get(at);
    Control control = located.control();
    Clues clues = new Clues();
    String sort = sortOf(control);
    clues.add("is " + sort);
    clues.add("role " + control.role(), !control.role().isEmpty());
    clues.add("hidden", !control.visible());
    clues.add("disabled", !control.enabled());
    for (String text :
        List.of(
            control.text(),
            control.value(),
            control.ariaLabel(),
            control.titleText(),
            control.alt())) {
      clues.words("says", text);
    }
    clues.words("named", control.id());
    clues.words("named", control.name());
    clues.words("named", control.testId());
    clues.words("class", control.classes());
    int words = Words.count(Words.fold(control.text()));
    clues.add("says much", words > 4);
    clues.add("says nothing", words == 0 && control.value().isEmpty());
    named
        .get(at)
        .forEach(
            (intent, strength) -> {
              clues.add("means " + intent.word(), strength);
              clues.add(sort + " means " + intent.word(), strength);
            });
    clues.add(
        "leads somewhere",
        !control.href().isEmpty()
            && !control.href().startsWith("#")
            && !control.href().startsWith("javascript"));
    place(clues, form, at, sort);
    rank(clues, form, at, named, best, sort);
    return clues;
  }

  private static void place(Clues clues, FormContext form, int button, String sort) {
    Control control = form.buttons().get(button).control();
    FormContext.Shape shape = form.shape();
    int at = shape.buttonsAt().get(button);
    int lastAt = shape.lastFieldAt();
    int passwordAt = shape.passwordAt();
    clues.add(sort + "; without a form", form.form() < 0);
    clues.add(sort + "; no fields", lastAt < 0);
    clues.add("no fields, but elsewhere", lastAt < 0 && form.fieldsElsewhere());
    clues.add(sort + "; form has a password", passwordAt >= 0);
    clues.add(sort + "; texts " + Math.min(shape.texts(), 5));
    if (lastAt >= 0) {
      clues.add(sort + "; after the last field", at > lastAt);
      clues.add(sort + "; right after the last field", at == lastAt + 1);
      clues.add(sort + "; soon after the last field", at > lastAt && at <= lastAt + 4);
      clues.add(sort + "; far after the last field", at > lastAt + 8);
      int down = control.box().top() - form.all().get(lastAt).control().box().top();
      clues.add("in line with the last field", Math.abs(down) < 20);
    }
    if (passwordAt >= 0) {
      clues.add(sort + "; after the password", at > passwordAt);
      clues.add(sort + "; right after the password", at == passwordAt + 1);
    }
    Control.Box box = control.box();
    clues.add("wide", box.width() > 200);
    clues.add("small", box.width() < 30);
  }

  private static void rank(
      Clues clues,
      FormContext form,
      int at,
      List<Map<Intent, Double>> named,
      double best,
      String sort) {
    List<Located> buttons = form.buttons();
    Control control = buttons.get(at).control();
    double mine = forwards(named.get(at));
    clues.add(sort + "; says best what sends", mine > 0 && mine >= best);
    clues.add(sort + "; another says better what sends", best > mine + 0.05);
    long submits = form.shape().submits();
    clues.add(sort + "; submits " + Math.min(submits, 4));
    if (control.isSubmitButton()) {
      long before = buttons.subList(0, at).stream().filter(ButtonClues::submits).count();
      clues.add("first that submits", before == 0);
      clues.add("last that submits", before == submits - 1);
    }
    long real = form.shape().realButtons();
    clues.add(sort + "; buttons " + Math.min(real, 4));
    clues.add("no button, but this says best what sends", real == 0 && mine > 0.3 && mine >= best);
  }

  private static boolean submits(Located located) {
    return located.control().isSubmitButton() && located.control().visible();
  }

  private static double forwards(Map<Intent, Double> named) {
    return FORWARDS.stream().mapToDouble(intent -> named.getOrDefault(intent, 0.0)).max().orElse(0);
  }

  private static String sortOf(Control control) {
    return control.isSubmitButton()
        ? control.type().equals("image") ? "image button" : control.tag() + " submit"
        : control.tag().equals("a")
            ? control.role().equals("button") ? "link button" : "link"
            : control.isButton() ? "button" : control.tag().equals("summary") ? "summary" : "other";
  }

  private Map<Intent, Double> named(Control control) {
    Map<Intent, Double> named = new EnumMap<>(Intent.class);
    for (String text :
        List.of(
            control.text(),
            control.value(),
            control.ariaLabel(),
            control.labelledBy(),
            control.titleText(),
            control.alt(),
            control.id(),
            control.name())) {
      if (text.isEmpty()) {
        continue;
      }
      String folded = Words.foldLabel(text);
      for (List<Intent> intents : List.of(ACTIONS, OTHERS)) {
        for (Intent intent : intents) {
          double strength = lexicon.match(intent, folded).strength();
          if (strength > 0) {
            named.merge(intent, strength, Math::max);
          }
        }
      }
    }
    return named;
  }
}
