package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Frame;
import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The controls of one form (or of a frame's part without one) in document order, and what the page
 * says around them. Immutable.
 *
 * @param all every control of the form
 * @param fields those that take a value
 * @param buttons those that are clicked
 * @param page what the page as a whole says: title, headings
 * @param fieldsElsewhere whether another form of the page has a visible field to type in
 * @param shape what is counted over all of it
 */
record FormContext(
    Frame frame,
    int form,
    List<Located> all,
    List<Located> fields,
    List<Located> buttons,
    String page,
    boolean fieldsElsewhere,
    Shape shape) {

  /**
   * What a form has how many of, and where.
   *
   * @param buttonsAt the place of each clickable thing among all controls
   * @param lastFieldAt the place of the last visible field among all controls, or -1
   * @param passwordAt the place of the last field for a password, or -1
   * @param texts how many fields text is typed into
   * @param passwords how many fields are for passwords
   * @param submits how many visible buttons submit by themselves
   * @param realButtons how many visible buttons there are
   */
  record Shape(
      List<Integer> buttonsAt,
      int lastFieldAt,
      int passwordAt,
      long texts,
      long passwords,
      long submits,
      long realButtons) {

    static Shape of(List<Located> all) {
      List<Integer> buttonsAt = new ArrayList<>();
      int lastFieldAt = -1;
      int passwordAt = -1;
      for (int i = 0; i < all.size(); i++) {
        Control control = all.get(i).control();
        if (control.isClickable()) {
          buttonsAt.add(i);
        } else if (control.visible()) {
          lastFieldAt = i;
        }
        if (control.takesPassword()) {
          passwordAt = i;
        }
      }
      return new Shape(
          List.copyOf(buttonsAt),
          lastFieldAt,
          passwordAt,
          all.stream().filter(l -> l.control().isField() && l.control().isTextField()).count(),
          all.stream().filter(l -> l.control().isField() && l.control().takesPassword()).count(),
          all.stream()
              .map(Located::control)
              .filter(c -> c.isClickable() && c.isSubmitButton() && c.visible())
              .count(),
          all.stream()
              .map(Located::control)
              .filter(c -> c.isClickable() && c.isButton() && c.visible())
              .count());
    }
  }

  private static final Pattern HOST = Pattern.compile("^([a-zA-Z][a-zA-Z+.-]*:)?//[^/]*");

  private record Key(String frame, int form) {}

  /** Returns the forms of a page. */
  static List<FormContext> of(PageSnapshot page) {
    Map<Key, List<Located>> forms = new LinkedHashMap<>();
    page.controls()
        .forEach(
            located ->
                forms
                    .computeIfAbsent(
                        new Key(located.frame().reading().frame(), located.control().form()),
                        first -> new ArrayList<>())
                    .add(located));
    String said = page.title() + " " + String.join(" ", page.headings());
    long typed = forms.values().stream().filter(FormContext::isTypedInto).count();
    return forms.values().stream()
        .map(controls -> of(controls, said, typed > (isTypedInto(controls) ? 1 : 0)))
        .toList();
  }

  private static boolean isTypedInto(List<Located> controls) {
    return controls.stream()
        .map(Located::control)
        .anyMatch(c -> c.isField() && c.isTextField() && c.visible());
  }

  private static FormContext of(List<Located> controls, String page, boolean fieldsElsewhere) {
    Located first = controls.get(0);
    return new FormContext(
        first.frame(),
        first.control().form(),
        List.copyOf(controls),
        controls.stream().filter(l -> l.control().isField()).toList(),
        controls.stream().filter(l -> l.control().isClickable()).toList(),
        page,
        fieldsElsewhere,
        Shape.of(controls));
  }

  /** Returns what the form's own element says of itself, developers' words. */
  String ownWords() {
    List<PageSnapshot.FormElement> forms = frame.content().forms();
    if (form < 0 || form >= forms.size()) {
      return "";
    }
    PageSnapshot.FormElement element = forms.get(form);
    return String.join(
        " ",
        element.id(),
        element.name(),
        element.classes(),
        element.label(),
        pathOf(element.action()));
  }

  private static String pathOf(String address) {
    int query = address.indexOf('?');
    String path = query < 0 ? address : address.substring(0, query);
    // A host's name says whose page it is, not what its form is for.
    return HOST.matcher(path).replaceFirst("");
  }
}
