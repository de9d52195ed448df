package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Frame;
import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The controls of one form (or of a frame's part without one) in document order, and what the page
 * says around them. Immutable.
 *
 * @param all every control of the form
 * @param fields those that take a value
 * @param buttons those that are clicked
 * @param page what the page as a whole says: title, headings
 */
record FormContext(
    Frame frame,
    int form,
    List<Located> all,
    List<Located> fields,
    List<Located> buttons,
    String page) {

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
    return forms.values().stream().map(controls -> of(controls, said)).toList();
  }

  private static FormContext of(List<Located> controls, String page) {
    Located first = controls.get(0);
    return new FormContext(
        first.frame(),
        first.control().form(),
        List.copyOf(controls),
        controls.stream().filter(l -> l.control().isField()).toList(),
        controls.stream().filter(l -> l.control().isClickable()).toList(),
        page);
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
        lastOf(element.action()));
  }

  private static String lastOf(String address) {
    int query = address.indexOf('?');
    String path = query < 0 ? address : address.substring(0, query);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns how many fields hide what is typed. */
  long passwords() {
    return fields.stream().filter(l -> l.control().takesPassword()).count();
  }

  /** Returns how many fields text is typed into. */
  long texts() {
    return fields.stream().filter(l -> l.control().isTextField()).count();
  }
}
