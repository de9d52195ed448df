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
    List<String> found = new ArrayList<>();
    seen.page().frames().stream()
        .flatMap(frame -> frame.content().alerts().stream())
        .filter(alert -> !before.contains(alert.text()))
        .filter(
            alert ->
                CLASSES.matcher(alert.classes()).find()
                    || WORDS.matcher(alert.text().toLowerCase(Locale.ROOT)).find())
        .map(alert -> alert.text())
        .forEach(found::add);
    seen.page()
        .usable()
        .filter(located -> located.control().invalid())
        .map(located -> fieldComplaint(located.control()))
        .filter(text -> found.stream().noneMatch(text::contains))
        .forEach(found::add);
    seen.dialogs().stream()
        .filter(text -> WORDS.matcher(text.toLowerCase(Locale.ROOT)).find())
        .forEach(found::add);
    return found.stream().distinct().limit(MOST).toList();
  }

  private static String fieldComplaint(Control control) {
    String why =
        control.validation().isEmpty()
            ? control.describedBy().isEmpty() ? "not accepted" : control.describedBy()
            : control.validation();
    return control.caption() + ": " + why;
  }
}
