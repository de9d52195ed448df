package dev.gatehouse.locate;

import dev.gatehouse.browser.FrameReading;
import dev.gatehouse.locate.Control.Box;
import dev.gatehouse.locate.Control.Option;
import dev.gatehouse.locate.PageSnapshot.Alert;
import dev.gatehouse.locate.PageSnapshot.Content;
import dev.gatehouse.locate.PageSnapshot.Frame;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds controls and pages in code, for recognition without a browser. */
final class Fields {

  private Fields() {}

  /** A control to be; what is not given is empty, and it is visible and enabled. */
  static final class Builder {
    private final Map<String, Object> given = new HashMap<>();

    private Builder(String tag, String type) {
      with("tag", tag).with("type", type).with("visible", true).with("enabled", true);
      with("maxLength", -1);
    }

    private Builder with(String component, Object value) {
      given.put(component, value);
      return this;
    }

    Builder name(String name) {
      return with("name", name);
    }

    Builder id(String id) {
      return with("id", id);
    }

    Builder label(String label) {
      return with("label", label);
    }

    Builder autocomplete(String autocomplete) {
      return with("autocomplete", autocomplete);
    }

    Builder placeholder(String placeholder) {
      return with("placeholder", placeholder);
    }

    Builder options(String... texts) {
      List<Option> all = new ArrayList<>();
      for (String option : texts) {
        int equals = option.indexOf('=');
        all.add(new Option(option.substring(0, equals), option.substring(equals + 1), false));
      }
      return with("options", all);
    }

    Control at(int index) {
      with("index", index).with("box", new Box(0, index * 40, 200, 30));
      RecordComponent[] components = Control.class.getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] = given.getOrDefault(components[i].getName(), empty(types[i]));
      }
      try {
        return Control.class.getDeclaredConstructor(types).newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(String.valueOf(e.getMessage()), e);
      }
    }

    // A control has some forty components and gains more; a test names those it is about.
    private static Object empty(Class<?> type) {
      if (type == String.class) {
        return "";
      }
      if (type == boolean.class) {
        return false;
      }
      return type == int.class ? 0 : List.of();
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
    return new Builder("button", "submit").with("text", text);
  }

  static Builder link(String text, String href) {
    return new Builder("a", "").with("text", text).with("href", href);
  }

  /** Returns a page of one frame that says a text and has the controls in this order. */
  static PageSnapshot page(String text, Builder... controls) {
    return page(text, List.of(), controls);
  }

  /** Returns a page that also draws attention to messages. */
  static PageSnapshot page(String text, List<String> alerts, Builder... controls) {
    return page(text, List.of(), alerts, controls);
  }

  /** Returns a page under a heading. */
  static PageSnapshot headed(String heading, Builder... controls) {
    return page(heading, List.of(heading), List.of(), controls);
  }

  private static PageSnapshot page(
      String text, List<String> headings, List<String> alerts, Builder... controls) {
    List<Control> built = new ArrayList<>();
    for (Builder control : controls) {
      built.add(control.at(built.size()));
    }
    Content content =
        new Content(
            "Acme",
            "en",
            false,
            text,
            headings,
            alerts.stream().map(alert -> new Alert(alert, "alert", "")).toList(),
            List.of(),
            List.of(),
            built,
            false);
    FrameReading reading = new FrameReading("main", "https://acme.example/login", true, "");
    return new PageSnapshot(List.of(new Frame(reading, content)));
  }
}
