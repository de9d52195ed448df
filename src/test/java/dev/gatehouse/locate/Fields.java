package dev.gatehouse.locate;

import dev.gatehouse.browser.FrameReading;
import dev.gatehouse.locate.Control.Box;
import dev.gatehouse.locate.Control.Option;
import dev.gatehouse.locate.PageSnapshot.Alert;
import dev.gatehouse.locate.PageSnapshot.Content;
import dev.gatehouse.locate.PageSnapshot.Frame;
import java.util.ArrayList;
import java.util.List;

/** Builds controls and pages in code, for recognition without a browser. */
final class Fields {

  private Fields() {}

  /** A control to be; every text is empty until it is given. */
  static final class Builder {
    private final String tag;
    private final String type;
    private String name = "";
    private String id = "";
    private String label = "";
    private String text = "";
    private String autocomplete = "";
    private String placeholder = "";
    private String before = "";
    private String href = "";
    private String value = "";
    private String group = "";
    private int maxLength = -1;
    private int form;
    private List<Option> options = List.of();

    private Builder(String tag, String type) {
      this.tag = tag;
      this.type = type;
    }

    Builder name(String name) {
      this.name = name;
      return this;
    }

    Builder id(String id) {
      this.id = id;
      return this;
    }

    Builder label(String label) {
      this.label = label;
      return this;
    }

    Builder text(String text) {
      this.text = text;
      return this;
    }

    Builder autocomplete(String autocomplete) {
      this.autocomplete = autocomplete;
      return this;
    }

    Builder placeholder(String placeholder) {
      this.placeholder = placeholder;
      return this;
    }

    Builder before(String before) {
      this.before = before;
      return this;
    }

    Builder href(String href) {
      this.href = href;
      return this;
    }

    Builder value(String value) {
      this.value = value;
      return this;
    }

    Builder group(String group) {
      this.group = group;
      return this;
    }

    Builder maxLength(int maxLength) {
      this.maxLength = maxLength;
      return this;
    }

    Builder inForm(int form) {
      this.form = form;
      return this;
    }

    Builder options(String... texts) {
      List<Option> all = new ArrayList<>();
      for (String option : texts) {
        int colon = option.indexOf('=');
        all.add(new Option(option.substring(0, colon), option.substring(colon + 1), false));
      }
      options = all;
      return this;
    }

    Control at(int index) {
      return new Control(
          index,
          tag,
          type,
          0,
          "",
          id,
          name,
          "",
          autocomplete,
          placeholder,
          label,
          "",
          "",
          "",
          "",
          "",
          "",
          text,
          "",
          value,
          before,
          "",
          group,
          form,
          href,
          true,
          false,
          true,
          false,
          false,
          false,
          false,
          false,
          "",
          "",
          "",
          maxLength,
          "",
          "",
          "",
          options,
          new Box(0, index * 40, 200, 30),
          List.of());
    }

    Control build() {
      return at(0);
    }
  }

  static Builder input(String type) {
    return new Builder("input", type);
  }

  static Builder select() {
    return new Builder("select", "");
  }

  static Builder button(String text) {
    return new Builder("button", "submit").text(text);
  }

  static Builder link(String text, String href) {
    return new Builder("a", "").text(text).href(href);
  }

  /** Returns a page of one frame that says a text and has the controls in this order. */
  static PageSnapshot page(String text, Builder... controls) {
    return page(text, List.of(), controls);
  }

  /** Returns a page that also draws attention to messages. */
  static PageSnapshot page(String text, List<String> alerts, Builder... controls) {
    List<Control> built = new ArrayList<>();
    for (Builder control : controls) {
      built.add(control.at(built.size()));
    }
    Content content =
        new Content(
            "Acme",
            "en",
            "complete",
            text,
            List.of(),
            alerts.stream().map(alert -> new Alert(alert, "alert", "")).toList(),
            List.of(),
            List.of(),
            built,
            false);
    FrameReading reading = new FrameReading("main", "https://acme.example/login", true, "");
    return new PageSnapshot(List.of(new Frame(reading, content)));
  }
}
