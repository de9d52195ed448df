package dev.gatehouse.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes names and values of the older files as definitions write them. */
final class OldNames {

  private OldNames() {}

  /** Returns a name as files and feature files write it: lower-case words joined by underscores. */
  static String id(String name) {
    String id = words(name, "_");
    return id.isEmpty() || Character.isLetter(id.charAt(0)) ? id : "p_" + id;
  }

  /** Returns a key as definitions write it: lower-case words joined by hyphens. */
  static String key(String name) {
    String key = words(name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-"), "-");
    return key.isEmpty() || Character.isLetter(key.charAt(0)) ? key : "n-" + key;
  }

  private static String words(String name, String between) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", between)
        .replaceAll("^" + between + "|" + between + "$", "");
  }

  /** Returns the first of the members that holds a text or a number with something in it. */
  static Optional<String> text(JsonNode row, String... members) {
    for (String member : members) {
      JsonNode value = row.get(member);
      if (value != null && value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
        return Optional.of(value.asText().strip());
      }
    }
    return Optional.empty();
  }

  /** Returns a text, or the texts of a list. */
  static List<String> texts(JsonNode row, String member) {
    JsonNode value = row.get(member);
    List<String> texts = new ArrayList<>();
    if (value != null && value.isArray()) {
      value.forEach(item -> texts.add(item.asText().strip()));
    } else {
      text(row, member).ifPresent(texts::add);
    }
    texts.removeIf(String::isBlank);
    return texts;
  }

  /** Returns a JSON value as maps, lists and texts; what is empty is left out. */
  static Optional<Object> plain(JsonNode value) {
    if (value.isObject()) {
      Map<String, Object> members = new LinkedHashMap<>();
      value
          .properties()
          .forEach(m -> plain(m.getValue()).ifPresent(v -> members.put(key(m.getKey()), v)));
      members.remove("");
      return members.isEmpty() ? Optional.empty() : Optional.of(members);
    }
    if (value.isArray()) {
      List<Object> items = new ArrayList<>();
      value.forEach(item -> plain(item).ifPresent(items::add));
      // A list of objects has no keys to call them by; they get numbers.
      if (items.stream().anyMatch(item -> !(item instanceof String))) {
        Map<String, Object> numbered = new LinkedHashMap<>();
        items.forEach(item -> numbered.put("n-" + (numbered.size() + 1), item));
        return Optional.of(numbered);
      }
      return items.isEmpty() ? Optional.empty() : Optional.of(items);
    }
    return value.isNull() || value.asText().isBlank()
        ? Optional.empty()
        : Optional.of(value.asText().strip());
  }
}
