package dev.gatehouse.locate;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A field or clickable thing of a page with all its evidence, as it was when the page was read. The
 * text typed in a field is never among it.
 *
 * @param index its place in the frame's registry
 * @param tag the element's name in lower case
 * @param type the effective type of an input or button, else the attribute
 * @param shadowDepth how many open shadow roots it stands in
 * @param text what a clickable thing says
 * @param icon what the picture of a clickable thing without a text is called
 * @param value the face of an input button, or the value a radio button or check box stands for
 * @param before the text a person reads just before a field
 * @param after the text just after a radio button or check box
 * @param group the legend of the group it stands in
 * @param form the index of its form in the frame, or -1
 * @param visible whether a person could see it, or its label for check boxes and radio buttons
 * @param covered whether something else lies over its middle, as far as the window shows it
 * @param filled whether something is entered
 * @param box where it stands on the page
 * @param pins the names of the pinned locators that fit it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Control(
    int index,
    String tag,
    String type,
    int shadowDepth,
    String role,
    String id,
    String name,
    String classes,
    String autocomplete,
    String placeholder,
    String label,
    String ariaLabel,
    String labelledBy,
    String describedBy,
    String titleText,
    String alt,
    String testId,
    String text,
    String icon,
    String value,
    String before,
    String after,
    String group,
    int form,
    String href,
    boolean visible,
    boolean covered,
    boolean enabled,
    boolean readOnly,
    boolean required,
    boolean checked,
    boolean filled,
    boolean invalid,
    String validation,
    String inputMode,
    String pattern,
    int maxLength,
    String expanded,
    String popup,
    String accept,
    List<Option> options,
    Box box,
    List<String> pins) {

  private static final Set<String> TEXT_TYPES =
      Set.of(
          "text",
          "email",
          "tel",
          "url",
          "search",
          "number",
          "date",
          "month",
          "week",
          "time",
          "datetime-local",
          "password",
          "");

  private static final Set<String> BUTTON_TYPES = Set.of("submit", "button", "reset", "image");

  /** Where it stands on the page, in CSS pixels. */
  public record Box(int left, int top, int width, int height) {}

  /** A choice of a {@code select}. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Option(String value, String text, boolean selected) {}

  /** Returns whether text can be typed into it. */
  public boolean isTextField() {
    return tag.equals("textarea")
        || (tag.equals("input") && TEXT_TYPES.contains(type))
        || role.equals("textbox")
        || role.equals("searchbox");
  }

  /** Returns whether it is an {@code input} of that type. */
  public boolean isInput(String ofType) {
    return tag.equals("input") && type.equals(ofType);
  }

  /** Returns whether it hides what is typed. */
  public boolean isPassword() {
    return isInput("password");
  }

  /**
   * Returns whether a password is typed into it, hidden or, as some pages let one choose, shown.
   */
  public boolean takesPassword() {
    return isPassword()
        || (isTextField() && autocomplete.toLowerCase(Locale.ROOT).contains("-password"));
  }

  /** Returns whether it is ticked rather than typed into. */
  public boolean isCheckbox() {
    return isInput("checkbox") || role.equals("checkbox") || role.equals("switch");
  }

  /** Returns whether it is one of several to pick from. */
  public boolean isRadio() {
    return isInput("radio") || role.equals("radio");
  }

  /** Returns whether it offers a fixed list, natively. */
  public boolean isSelect() {
    return tag.equals("select");
  }

  /** Returns whether it opens a list of its own making. */
  public boolean isCombobox() {
    return !isSelect() && (role.equals("combobox") || popup.equals("listbox"));
  }

  /** Returns whether files are handed to it. */
  public boolean isFile() {
    return isInput("file");
  }

  /** Returns whether it takes a value of any sort. */
  public boolean isField() {
    return isTextField() || isSelect() || isCombobox() || isFile() || isCheckbox() || isRadio();
  }

  /** Returns whether a click on it is meant to do something, rather than to enter a value. */
  public boolean isClickable() {
    return !isField();
  }

  /** Returns whether it is a button, by element or role. */
  public boolean isButton() {
    return tag.equals("button")
        || role.equals("button")
        || (tag.equals("input") && BUTTON_TYPES.contains(type));
  }

  /** Returns whether it submits its form by itself. */
  public boolean isSubmitButton() {
    return (tag.equals("button") || tag.equals("input"))
        && (type.equals("submit") || type.equals("image"));
  }

  /** Returns whether a person can use it now. */
  public boolean isUsable() {
    return visible && enabled;
  }

  /** Returns what a person would call it. */
  public String caption() {
    for (String candidate :
        List.of(
            label, ariaLabel, labelledBy, text, value, placeholder, before, titleText, alt, name)) {
      if (!candidate.isBlank()) {
        return candidate.length() > 80 ? candidate.substring(0, 79) + "…" : candidate;
      }
    }
    return id.isBlank() ? "<" + tag + ">" : "#" + id;
  }

  /** Returns the CSS a person would write to name it, or its label when nothing in CSS names it. */
  public String locator() {
    if (!testId.isEmpty()) {
      return "[data-testid=\"" + testId + "\"]";
    }
    if (!id.isEmpty() && !id.matches(".*\\d{3}.*|.*[\\s:\\[\\]\"].*")) {
      return "#" + id;
    }
    if (!name.isEmpty() && name.indexOf('"') < 0) {
      return tag + "[name=\"" + name + "\"]";
    }
    return describe();
  }

  /** Returns it in a few words, for messages: {@code field "E-mail address"}. */
  public String describe() {
    String sort =
        isPassword()
            ? "password field"
            : isRadio()
                ? "radio button"
                : isCheckbox()
                    ? "check box"
                    : isSelect() || isCombobox()
                        ? "list"
                        : isField() ? "field" : tag.equals("a") ? "link" : "button";
    return sort + " \"" + caption() + "\"";
  }
}
