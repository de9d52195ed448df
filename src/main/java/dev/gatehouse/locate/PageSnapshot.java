package dev.gatehouse.locate;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.gatehouse.browser.FrameReading;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything recognition needs from a page, taken at one moment, main frame first. Immutable.
 *
 * @param frames the frames that could be read; the first is the main frame if that could
 */
public record PageSnapshot(List<Frame> frames) {

  private static final int COMPARED_OF_PART = 1_000;

  public PageSnapshot {
    frames = List.copyOf(frames);
  }

  /** One frame of the page. */
  public record Frame(FrameReading reading, Content content) {}

  /** A control and the frame it stands in. */
  public record Located(Frame frame, Control control) {
    /** Returns whether both stand in the same form of the same frame (or both in none). */
    public boolean sharesFormWith(Located other) {
      return frame.equals(other.frame) && control.form() == other.control.form();
    }
  }

  /** What radio buttons that belong together have in common. */
  record RadioGroup(String frame, int form, String name, String legend) {
    static RadioGroup of(Located radio) {
      Control control = radio.control();
      return new RadioGroup(
          radio.frame().reading().frame(), control.form(), control.name(), control.group());
    }
  }

  /** What the page script says of a frame; the shapes are the script's. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Content(
      String title,
      String language,
      boolean unstyled,
      String text,
      List<String> headings,
      List<Alert> alerts,
      List<String> captchas,
      List<FormElement> forms,
      List<Control> controls,
      boolean truncated) {}

  /** A message the page draws attention to. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Alert(String text, String role, String classes) {}

  /** A form element's own evidence. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record FormElement(
      String id,
      String name,
      String action,
      String method,
      String classes,
      String role,
      String label) {}

  /** Returns every control of every frame, in document order. */
  public Stream<Located> controls() {
    return frames.stream()
        .flatMap(frame -> frame.content().controls().stream().map(c -> new Located(frame, c)));
  }

  /** Returns the controls a person can use now. */
  public Stream<Located> usable() {
    return controls().filter(located -> located.control().isUsable());
  }

  /** Returns the controls a person can use now, each group of radio buttons by its first alone. */
  Stream<Located> choices() {
    Set<RadioGroup> groups = new HashSet<>();
    return usable().filter(l -> !l.control().isRadio() || groups.add(RadioGroup.of(l)));
  }

  /** Returns the main frame's address, or empty. */
  public String address() {
    return frames.isEmpty() ? "" : frames.get(0).reading().address();
  }

  /** Returns the main frame's title, or empty. */
  public String title() {
    return frames.isEmpty() ? "" : frames.get(0).content().title();
  }

  /** Returns all visible text of all frames. */
  public String text() {
    return String.join(" ", frames.stream().map(frame -> frame.content().text()).toList());
  }

  /** Returns the messages the page draws attention to. */
  public List<String> alerts() {
    return frames.stream()
        .flatMap(frame -> frame.content().alerts().stream())
        .map(Alert::text)
        .distinct()
        .toList();
  }

  /** Returns the headings. */
  public List<String> headings() {
    return frames.stream().flatMap(frame -> frame.content().headings().stream()).toList();
  }

  /** Returns the CAPTCHAs a person is shown, by kind. */
  public List<String> captchas() {
    return frames.stream()
        .flatMap(frame -> frame.content().captchas().stream())
        .distinct()
        .toList();
  }

  /** Returns whether the text is shown, without regard to case and white space. */
  public boolean shows(String wanted) {
    return squeeze(text()).contains(squeeze(wanted));
  }

  /** Returns whether a style sheet is still to come: it may hide what seems to be seen. */
  public boolean isUnstyled() {
    return frames.stream().anyMatch(frame -> frame.content().unstyled());
  }

  /** Returns whether the page was too large to be read whole: there is more than was read. */
  public boolean isTruncated() {
    return frames.stream().anyMatch(frame -> frame.content().truncated());
  }

  /** Returns whether nothing can be seen or used yet. */
  public boolean isBlank() {
    return text().isBlank() && usable().findAny().isEmpty();
  }

  /** Returns a number that differs when what a person could use differs, whatever the texts. */
  public int controlsFingerprint() {
    int hash = address().hashCode();
    for (Located located : controls().limit(compared()).toList()) {
      hash = 31 * hash + located.control().caption().hashCode();
      hash = 31 * hash + (located.control().isUsable() ? 1 : 0);
    }
    return hash;
  }

  /** Returns a number that differs when what a person could see or use differs. */
  public int fingerprint() {
    int hash = address().hashCode();
    for (Frame frame : frames) {
      hash = 31 * hash + frame.content().text().hashCode();
      List<Control> controls = frame.content().controls();
      for (Control control : controls.subList(0, Math.min(controls.size(), compared()))) {
        hash = 31 * hash + control.caption().hashCode();
        hash = 31 * hash + (control.isUsable() ? 1 : 0) + (control.checked() ? 2 : 0);
      }
    }
    return hash;
  }

  // How much of a page is read before the time for it is over differs from look to look.
  private int compared() {
    return isTruncated() ? COMPARED_OF_PART : Integer.MAX_VALUE;
  }

  private static String squeeze(String text) {
    return text.replaceAll("[\\s\\u00a0]+", " ").strip().toLowerCase(Locale.ROOT);
  }
}
