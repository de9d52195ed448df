package dev.gatehouse.locate;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one attribute by which a learned control is found again.
 *
 * @param value what the attribute held; empty for {@link Kind#WHOLE}
 */
public record Anchor(Kind kind, String value) {

  /** The attributes, those that outlast a redesign best first. */
  public enum Kind {
    TEST_ID,
    NAME,
    ID,
    LABEL,
    TEXT,
    PLACEHOLDER,
    /** No attribute is its alone: the whole fingerprint decides. */
    WHOLE;

    String of(Control control) {
      // Of radio buttons the group is meant; only name and legend belong to all of it.
      if (control.isRadio()) {
        return this == NAME ? control.name() : this == LABEL ? control.group() : "";
      }
      return switch (this) {
        case TEST_ID -> control.testId();
        case NAME -> control.name();
        case ID -> isGenerated(control.id()) ? "" : control.id();
        case LABEL -> control.isField() ? firstOf(control.label(), control.ariaLabel()) : "";
        case TEXT -> words(control);
        case PLACEHOLDER -> control.placeholder();
        case WHOLE -> "";
      };
    }
  }

  // React's and others' counters, hashes, and whatever else a build or a visit makes up anew.
  private static final Pattern GENERATED =
      Pattern.compile("(?:.*\\d){4}.*|.*:\\w+:.*|.*[0-9a-f]{8}.*", Pattern.CASE_INSENSITIVE);

  /** Returns the best attribute that only this control of the page has. */
  static Anchor of(PageSnapshot page, Control control) {
    return Stream.of(Kind.values())
        .filter(kind -> kind != Kind.WHOLE)
        .map(kind -> new Anchor(kind, kind.of(control)))
        .filter(anchor -> !anchor.value().isBlank())
        .filter(anchor -> page.choices().filter(l -> anchor.fits(l.control())).count() == 1)
        .findFirst()
        .orElse(new Anchor(Kind.WHOLE, ""));
  }

  /** Returns whether the control has the attribute; never for {@link Kind#WHOLE}. */
  boolean fits(Control control) {
    return !value.isEmpty() && kind.of(control).equals(value);
  }

  /** Returns it in words: {@code name "user"}. */
  public String describe() {
    return kind == Kind.WHOLE
        ? "all its attributes"
        : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " \"" + value + "\"";
  }

  /** Returns what a clickable control says, without the numbers that count something. */
  static String words(Control control) {
    if (control.isField()) {
      return "";
    }
    String said =
        Stream.of(control.text(), control.value(), control.ariaLabel(), control.icon())
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse("");
    return Words.fold(said.replaceAll("\\d+", " "));
  }

  private static String firstOf(String one, String other) {
    return Optional.of(one).filter(text -> !text.isBlank()).orElse(other);
  }

  static boolean isGenerated(String id) {
    return GENERATED.matcher(id).matches();
  }
}
