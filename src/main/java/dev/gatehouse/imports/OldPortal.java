package dev.gatehouse.imports;

import static dev.gatehouse.imports.OldNames.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.entity.ProfilePath;
import dev.gatehouse.rule.Addresses;
import dev.gatehouse.rule.SecretShape;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a portal's row of {@code .credentials.json}, and that of {@code signup-templates.json},
 * into a definition.
 */
final class OldPortal {

  /** What a sign-up template calls otherwise than a profile. */
  private static final Map<String, String> FROM =
      Map.of(
          "dba", "trading-name",
          "company", "legal-name",
          "company-name", "legal-name",
          "legal_name", "legal-name",
          "trading_name", "trading-name",
          "entity_type", "entity-type");

  private OldPortal() {}

  /**
   * Returns the definition's keys and values.
   *
   * @param entities ids that are known, to which alone it may refer
   * @param signUp the portal's sign-up template, if there is one
   * @param password what notes must not hold
   * @throws IllegalArgumentException with a message for a person when there can be none
   */
  static Map<String, Object> definition(
      String name,
      JsonNode row,
      Optional<JsonNode> signUp,
      List<String> entities,
      String password) {
    String address = text(row, "url", "login_url", "address").orElse("");
    if (!Addresses.WEB.accepts(address)) {
      throw new IllegalArgumentException(
          address.isEmpty()
              ? "no url, so no definition can be made; write portals/%s.yaml by hand"
                  .formatted(name)
              : "url: expected " + Addresses.WEB.explanation());
    }
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("schema", 1);
    definition.put("name", name);
    text(row, "title", "display_name").ifPresent(title -> definition.put("title", title));
    List<String> whose = new ArrayList<>(OldNames.texts(row, "entity"));
    whose.addAll(OldNames.texts(row, "entities"));
    List<String> known =
        whose.stream().map(OldNames::id).filter(entities::contains).distinct().toList();
    if (!known.isEmpty()) {
      definition.put("entities", known);
    }
    definition.put("environments", Map.of("production", Addresses.origin(address)));
    URI uri = URI.create(address);
    String page = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    if (page.length() > 1) {
      definition.put("login", Map.of("page", page.startsWith("/") ? page : "/" + page));
    }
    signUp
        .map(OldPortal::signUp)
        .filter(form -> !form.isEmpty())
        .ifPresent(form -> definition.put("sign-up", form));
    notes(row)
        .filter(notes -> password.isEmpty() || !notes.contains(password))
        .ifPresent(n -> definition.put("notes", n));
    return definition;
  }

  private static Optional<String> notes(JsonNode row) {
    List<String> notes = new ArrayList<>(OldNames.texts(row, "notes"));
    text(row, "updated").ifPresent(when -> notes.add("Credentials last updated " + when + "."));
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", notes));
  }

  /**
   * Returns a sign-up form of a template: its page and its fields. A field's value is a fixed one,
   * or in braces the profile's key it comes from.
   */
  static Map<String, Object> signUp(JsonNode template) {
    Map<String, Object> form = new LinkedHashMap<>();
    text(template, "url", "page")
        .map(url -> url.startsWith("/") ? url : pageOf(url))
        .filter(page -> !page.isEmpty())
        .ifPresent(page -> form.put("page", page));
    Map<String, Object> fields = new LinkedHashMap<>();
    JsonNode rows = template.path("fields");
    if (rows.isArray()) {
      for (JsonNode item : rows) {
        String name =
            item.isObject() ? text(item, "name", "field", "label").orElse("") : item.asText();
        field(name, item.path("value").asText(""), fields);
      }
    } else {
      rows.properties()
          .forEach(member -> field(member.getKey(), member.getValue().asText("").strip(), fields));
    }
    if (!fields.isEmpty()) {
      form.put("fields", fields);
    }
    return form;
  }

  private static void field(String name, String value, Map<String, Object> fields) {
    String key = OldNames.key(name);
    if (key.isEmpty()) {
      return;
    }
    if (SecretShape.isKey(key)) {
      // Its value comes from the account, whatever the template says.
      fields.put("new-password", Map.of());
      return;
    }
    String inBraces = value.replaceAll("^[{$<%]+\\s*|\\s*[}>%]+$", "");
    boolean placeholder = !inBraces.equals(value);
    String path = FROM.getOrDefault(placeholder ? inBraces : key, placeholder ? inBraces : key);
    Map<String, Object> field = new LinkedHashMap<>();
    if (!placeholder && !value.isBlank()) {
      field.put("fixed", value);
    } else if (ProfilePath.isKnown(path) && !path.equals(key)) {
      field.put("from", path);
    }
    fields.put(key, field);
  }

  private static String pageOf(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "" : uri.getRawPath();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
