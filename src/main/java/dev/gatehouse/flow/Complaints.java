package dev.gatehouse.flow;

import dev.gatehouse.locate.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Extracts what a portal objects to in a form: its error messages, the browser's own, five at most.
 */
final class Complaints {

  private static final int MOST = 5;
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(?:errors?|failed|invalid|incorrect|required|must|cannot|can't|could not|not valid|"
              + "please (?:correct|enter|select|provide|choose|fill|check|fix|accept|upload|specify)|"
              + "already (?:registered|exists|in use|taken|been)|not (?:found|allowed|recogni[sz]ed|accepted)|"
              + "is missing|too (?:short|long|many|large)|do(?:es)? not match|unknown|rejected|denied|"
              + "fehler|ungultig|erforderlich|pflichtfeld|erreur|obligatoire|requis|obligatorio|"
              + "errore|obbligatorio|verplicht|wymagan)\\b");
  private static final Pattern CLASSES =
      Pattern.compile("error|danger|invalid|fail", Pattern.CASE_INSENSITIVE);

  private Complaints() {}

  /** Returns the messages that object to something and were not there before. */
  static List<String> of(Sighting seen, List<String> before) {
    List<String> labels =
        seen.page().usable().map(l -> l.control().label()).filter(l -> !l.isBlank()).toList();
    List<String> found = new ArrayList<>();
    List<String> marked = new ArrayList<>();
    seen.page().frames().stream()
        .flatMap(frame -> frame.content().alerts().stream())
        .filter(alert -> !before.contains(alert.text()))
        .filter(
            alert ->
                CLASSES.matcher(alert.classes()).find()
                    || WORDS.matcher(alert.text().toLowerCase(Locale.ROOT)).find())
        .map(alert -> alert.text())
        .forEach(text -> (saysWhichOnly(text, labels) ? marked : found).add(text));
    seen.page()
        .usable()
        .filter(located -> located.control().invalid())
        .map(located -> fieldComplaint(located.control()))
        .filter(text -> found.stream().noneMatch(text::contains))
        .forEach(found::add);
    seen.dialogs().stream()
        .filter(text -> WORDS.matcher(text.toLowerCase(Locale.ROOT)).find())
        .forEach(found::add);
    if (found.isEmpty()) {
      marked.stream().map(label -> label + ": not accepted").forEach(found::add);
    }
    return found.stream().distinct().limit(MOST).toList();
  }

  // A label painted red says which field is meant; why is said elsewhere, or not at all.
  private static boolean saysWhichOnly(String text, List<String> labels) {
    return labels.contains(text) && !WORDS.matcher(text.toLowerCase(Locale.ROOT)).find();
  }

  private static String fieldComplaint(Control control) {
    String why =
        control.validation().isEmpty()
            ? control.describedBy().isEmpty() ? "not accepted" : control.describedBy()
            : control.validation();
    return control.caption() + ": " + why;
  }
}
