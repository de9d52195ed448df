package dev.gatehouse.sandbox;

import dev.gatehouse.sandbox.Field.Kind;
import dev.gatehouse.sandbox.Field.Option;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A form: its fields, how they are called on the wire, and what the server checks.
 *
 * @param name what submissions call it
 * @param naming from a field's key to its name and id in the page
 */
record FormSpec(String name, Naming naming, List<Section> sections) {
  private static final int UPLOAD_LIMIT_BYTES = 1 << 20;

  /** Fields under one heading. */
  record Section(String title, List<Field> fields) {}

  /** How a portal calls its controls. */
  record Naming(UnaryOperator<String> name, UnaryOperator<String> id) {}

  /** What was sent: the values by key, and what is wrong with them by key. */
  record Entry(Map<String, Object> values, Map<String, String> errors) {
    static Entry empty() {
      return new Entry(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    String text(String key) {
      return values.getOrDefault(key, "") instanceof String text ? text : "";
    }
  }

  static FormSpec of(String name, Naming naming, Field... fields) {
    return new FormSpec(name, naming, List.of(new Section("", List.of(fields))));
  }

  List<Field> fields() {
    return sections.stream().flatMap(section -> section.fields().stream()).toList();
  }

  /** Reads and checks what was posted. */
  Entry read(Exchange exchange) {
    Entry entry = Entry.empty();
    for (Field field : fields()) {
      String wire = naming.name().apply(field.key());
      Object value =
          switch (field.kind()) {
            case FILE -> file(exchange.upload(wire), field, entry.errors());
            case CHECKBOXES -> List.copyOf(exchange.params(wire));
            case CHECKBOX -> exchange.params(wire).isEmpty() ? "no" : "yes";
            case PASSWORD -> exchange.secret(wire);
            default -> exchange.param(wire);
          };
      if (!hidden(field, entry)) {
        entry.values().put(field.key(), value);
        problem(field, value).ifPresent(text -> entry.errors().putIfAbsent(field.key(), text));
      }
    }
    return entry;
  }

  private static boolean hidden(Field field, Entry entry) {
    return field
        .onlyWhen()
        .filter(when -> !when.value().equals(entry.values().get(when.key())))
        .isPresent();
  }

  private static Optional<String> problem(Field field, Object value) {
    boolean missing =
        value.equals("") || value.equals(Map.of()) || (value.equals("no") && isCheckbox(field));
    if (missing) {
      return field.required()
          ? Optional.of(
              isCheckbox(field)
                  ? "Please tick: " + field.label() + "."
                  : field.label() + " is required.")
          : Optional.empty();
    }
    if (!known(field, value)) {
      return Optional.of("Choose one of the options given.");
    }
    if (value instanceof String text) {
      return field
          .rule()
          .filter(rule -> !rule.pattern().matcher(text).matches())
          .map(Field.Rule::message);
    }
    return Optional.empty();
  }

  private static boolean known(Field field, Object value) {
    List<String> options = field.options().stream().map(Option::value).toList();
    return options.isEmpty()
        || (value instanceof List<?> many ? options.containsAll(many) : options.contains(value));
  }

  private static boolean isCheckbox(Field field) {
    return field.kind() == Kind.CHECKBOX;
  }

  private static Map<String, Object> file(
      Optional<UploadedFile> upload, Field field, Map<String, String> errors) {
    if (upload.isEmpty()) {
      return Map.of();
    }
    UploadedFile file = upload.get();
    try (InputStream content = file.content()) {
      if (file.size() > UPLOAD_LIMIT_BYTES) {
        errors.put(field.key(), "The file is larger than 1 MB.");
      } else if (!new String(content.readNBytes(5), StandardCharsets.US_ASCII).equals("%PDF-")) {
        errors.put(field.key(), "The file is not a PDF document.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.filename(), e);
    }
    return Map.of("filename", file.filename(), "bytes", file.size());
  }

  /** Returns what the templates need to draw the form with what was entered so far. */
  Map<String, Object> model(Entry entry) {
    List<Map<String, Object>> drawn = new ArrayList<>();
    for (Section section : sections) {
      List<Map<String, Object>> fields =
          section.fields().stream().map(field -> model(field, entry)).toList();
      drawn.add(Map.of("heading", section.title(), "fields", fields));
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("sections", drawn);
    model.put("failed", !entry.errors().isEmpty());
    model.put(
        "problems", entry.errors().values().stream().map(text -> Map.of("text", text)).toList());
    return model;
  }

  private Map<String, Object> model(Field field, Entry entry) {
    Map<String, Object> model = new LinkedHashMap<>();
    String id = naming.id().apply(field.key());
    Object value = entry.values().getOrDefault(field.key(), "");
    Kind kind = field.kind();
    boolean file = kind == Kind.FILE;
    model.put("key", field.key());
    model.put("id", id);
    model.put("name", naming.name().apply(field.key()));
    model.put("label", field.label());
    model.put("placeholder", field.placeholder());
    model.put("hint", field.hint());
    model.put("autocomplete", field.autocomplete());
    model.put("required", field.required());
    model.put("error", entry.errors().getOrDefault(field.key(), ""));
    model.put("value", file || kind == Kind.PASSWORD ? "" : value);
    model.put("uploaded", value instanceof Map<?, ?> map && !map.isEmpty() ? map : false);
    model.put("type", kind == Kind.NUMBER ? "number" : kind.name().toLowerCase(Locale.ROOT));
    model.put("isSelect", kind == Kind.SELECT);
    model.put("isTextarea", kind == Kind.TEXTAREA);
    model.put("isRadio", kind == Kind.RADIO);
    model.put("isCheckbox", kind == Kind.CHECKBOX);
    model.put("isCheckboxes", kind == Kind.CHECKBOXES);
    model.put("isFile", file);
    model.put("checked", value.equals("yes"));
    model.put(
        "isInput",
        switch (kind) {
          case TEXT, EMAIL, PASSWORD, TEL, NUMBER, DATE -> true;
          default -> false;
        });
    model.put("whenName", field.onlyWhen().map(w -> naming.name().apply(w.key())).orElse(""));
    model.put("whenValue", field.onlyWhen().map(Field.When::value).orElse(""));
    List<Map<String, Object>> options = new ArrayList<>();
    for (Option option : field.options()) {
      boolean chosen =
          value.equals(option.value())
              || (value instanceof List<?> l && l.contains(option.value()));
      options.add(
          Map.of(
              "value",
              option.value(),
              "text",
              option.label(),
              "chosen",
              chosen,
              "optionId",
              id + "-" + (options.size() + 1)));
    }
    model.put("options", options);
    return model;
  }
}
