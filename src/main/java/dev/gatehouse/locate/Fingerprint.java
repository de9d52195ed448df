package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.FormElement;
import dev.gatehouse.locate.PageSnapshot.Located;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What identifies a control apart from any one attribute. Holds nothing that was typed. Immutable.
 *
 * @param attributes what it has of the attributes compared, by name; none is empty
 */
public record Fingerprint(SortedMap<String, String> attributes) {

  // What people read and what the server reads weigh most; how it is built and where it stands,
  // least.
  private static final Map<String, Double> WEIGHTS =
      Map.ofEntries(
          Map.entry("label", 3.0),
          Map.entry("text", 4.0),
          Map.entry("name", 3.0),
          Map.entry("test-id", 3.0),
          Map.entry("id", 2.0),
          Map.entry("autocomplete", 2.0),
          Map.entry("type", 2.0),
          Map.entry("href", 2.0),
          Map.entry("placeholder", 1.0),
          Map.entry("tag", 1.0),
          Map.entry("role", 1.0),
          Map.entry("form", 1.0),
          Map.entry("position", 0.5));

  public Fingerprint {
    attributes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /** Returns the fingerprint of a control where it stands. */
  public static Fingerprint of(Located located) {
    Control c = located.control();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("tag", c.tag());
    all.put("type", c.type());
    all.put("role", c.role());
    // Of radio buttons the group is meant, and not the one of them that stands first.
    all.put("test-id", c.isRadio() ? "" : c.testId());
    all.put("id", c.isRadio() || Anchor.isGenerated(c.id()) ? "" : c.id());
    all.put("name", c.name());
    all.put("autocomplete", c.autocomplete());
    all.put("placeholder", Words.fold(c.placeholder()));
    all.put("label", c.isField() ? Words.fold(label(c)) : "");
    all.put("text", Anchor.words(c));
    all.put("href", path(c.href()));
    all.put("form", form(located));
    all.put("position", position(located));
    all.values().removeIf(String::isBlank);
    return new Fingerprint(new TreeMap<>(all));
  }

  /** Returns how far two agree, 0 to 1; what neither has does not count. */
  public double agreement(Fingerprint other) {
    double possible = 0;
    double agreed = 0;
    for (Map.Entry<String, Double> weight : WEIGHTS.entrySet()) {
      String one = attributes.getOrDefault(weight.getKey(), "");
      String two = other.attributes.getOrDefault(weight.getKey(), "");
      if (!one.isEmpty() || !two.isEmpty()) {
        possible += weight.getValue();
        agreed += weight.getValue() * likeness(weight.getKey(), one, two);
      }
    }
    return possible == 0 ? 0 : agreed / possible;
  }

  /** Returns whether both say the same, for what is clicked: other words do other things. */
  boolean saysTheSame(Fingerprint other) {
    return attributes.getOrDefault("text", "").equals(other.attributes.getOrDefault("text", ""));
  }

  private static double likeness(String attribute, String one, String two) {
    if (one.equals(two)) {
      return 1;
    }
    boolean read = attribute.equals("label") || attribute.equals("placeholder");
    return read && !one.isEmpty() && !two.isEmpty() ? LabelMatch.likeness(one, two) : 0;
  }

  private static String label(Control control) {
    if (control.isRadio()) {
      return control.group();
    }
    return List.of(control.label(), control.ariaLabel(), control.labelledBy(), control.before())
        .stream()
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  private static String form(Located located) {
    int index = located.control().form();
    List<FormElement> forms = located.frame().content().forms();
    if (index < 0 || index >= forms.size()) {
      return "";
    }
    FormElement form = forms.get(index);
    return form.name() + "|" + path(form.action()) + "|" + form.method();
  }

  private static String position(Located located) {
    Control own = located.control();
    long before =
        located.frame().content().controls().stream()
            .takeWhile(c -> c.index() != own.index())
            .filter(c -> c.form() == own.form() && c.isField() == own.isField())
            .filter(Control::isUsable)
            .count();
    return String.valueOf(before);
  }

  // Queries may name an account or a visit.
  private static String path(String address) {
    if (address.isBlank() || address.startsWith("javascript:")) {
      return "";
    }
    try {
      String path = URI.create(address).getPath();
      return path == null ? "" : path;
    } catch (IllegalArgumentException notAnAddress) {
      return "";
    }
  }
}
