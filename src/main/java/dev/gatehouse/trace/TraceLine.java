package dev.gatehouse.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.secret.BrowserState;
import dev.gatehouse.secret.Redactor;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Cleans the lines of a trace, each a JSON object, of Playwright's format 8. What is known to hold
 * secrets goes whatever it says: parameters and results of calls but for addresses and selectors,
 * what was posted, socket messages, cookies, headers of authorization, values of password and
 * hidden fields. All other texts are cleaned.
 */
final class TraceLine {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> HARMLESS_PARAMETERS = Set.of("selector", "url", "timeout");
  private static final Set<String> HARMLESS_OPTIONS =
      Set.of("viewport", "deviceScaleFactor", "isMobile", "userAgent", "locale");
  private static final Pattern SECRET_HEADER =
      Pattern.compile(
          "cookie|auth|token|secret|session|csrf|xsrf|api-?key|signature",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> FIELD_VALUES = List.of("value", "__playwright_value_");

  private final Redactor redactor;
  private final Map<String, String> names;

  /**
   * @param names what resources are called now, by what they were called; what is not in it is gone
   */
  TraceLine(Redactor redactor, Map<String, String> names) {
    this.redactor = redactor;
    this.names = names;
  }

  /** Returns the secrets that stand in cookies, headers and addresses. */
  static Set<String> secrets(String lines) {
    Set<String> found = new LinkedHashSet<>();
    for (JsonNode line : parsed(lines)) {
      JsonNode exchange = line.path("snapshot");
      for (String side : List.of("request", "response")) {
        exchange.path(side).path("cookies").forEach(cookie -> add(cookie.path("value"), found));
        exchange
            .path(side)
            .path("headers")
            .forEach(
                header -> {
                  if (SECRET_HEADER.matcher(header.path("name").asText()).find()) {
                    headerValue(header.path("value").asText(), found);
                  }
                });
        String location = exchange.path(side).path("url").asText();
        found.addAll(TextSecrets.in(location));
        found.addAll(TextSecrets.in(exchange.path(side).path("redirectURL").asText()));
      }
    }
    return found;
  }

  // "a=1; b=2", "Bearer abc", "a=1; Path=/"
  private static void headerValue(String value, Set<String> found) {
    Arrays.stream(value.split("[;,\\s]+", -1))
        .map(part -> part.replaceFirst("^[\\w.-]+=(?=.)", ""))
        .filter(BrowserState::isSecret)
        .forEach(found::add);
  }

  private static void add(JsonNode value, Set<String> found) {
    if (BrowserState.isSecret(value.asText())) {
      found.add(value.asText());
    }
  }

  /** Returns the lines cleaned; what is no JSON is left out. */
  String cleanAll(String lines) {
    StringBuilder cleaned = new StringBuilder(lines.length());
    for (JsonNode line : parsed(lines)) {
      strip((ObjectNode) line);
      cleaned.append(clean(line)).append('\n');
    }
    return cleaned.toString();
  }

  private static List<JsonNode> parsed(String lines) {
    return Arrays.stream(lines.split("\n", -1)).flatMap(TraceLine::parsedLine).toList();
  }

  private static Stream<JsonNode> parsedLine(String line) {
    try {
      return Stream.of(JSON.readTree(line)).filter(ObjectNode.class::isInstance);
    } catch (JsonProcessingException cutShort) {
      // Written when the browser went; what cannot be read cannot be cleaned.
      return Stream.empty();
    }
  }

  private static void strip(ObjectNode line) {
    switch (line.path("type").asText()) {
      case "context-options" -> retain(line.path("options"), HARMLESS_OPTIONS);
      case "before" -> retain(line.path("params"), HARMLESS_PARAMETERS);
      case "after" -> line.remove("result");
      case "console" -> line.remove("args");
      case "resource-snapshot" -> stripExchange(line.path("snapshot"));
      default -> {}
    }
  }

  private static void retain(JsonNode node, Set<String> kept) {
    if (node instanceof ObjectNode object) {
      object.retain(kept);
    }
  }

  private static void stripExchange(JsonNode exchange) {
    if (exchange instanceof ObjectNode object) {
      object.remove("_webSocketMessages");
    }
    if (exchange.path("request") instanceof ObjectNode request) {
      request.remove("postData");
      request.set("queryString", JSON.createArrayNode());
    }
    for (String side : List.of("request", "response")) {
      exchange.path(side).path("cookies").forEach(cookie -> mask(cookie, "value"));
      exchange
          .path(side)
          .path("headers")
          .forEach(
              header -> {
                if (SECRET_HEADER.matcher(header.path("name").asText()).find()) {
                  mask(header, "value");
                }
              });
    }
  }

  private static void mask(JsonNode node, String field) {
    if (node instanceof ObjectNode object && object.has(field)) {
      object.put(field, Redactor.MARK);
    }
  }

  private JsonNode clean(JsonNode node) {
    if (node instanceof TextNode text) {
      String value = text.textValue();
      String renamed = names.get(value);
      return TextNode.valueOf(
          renamed == null ? TextSecrets.without(redactor.clean(value)) : renamed);
    }
    if (node instanceof ArrayNode array) {
      maskField(array);
      for (int i = 0; i < array.size(); i++) {
        array.set(i, clean(array.get(i)));
      }
    } else if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        object.set(field.getKey(), clean(field.getValue()));
      }
    }
    return node;
  }

  // A field in a page's snapshot: ["INPUT", {"type": "password", "value": ...}]
  private static void maskField(ArrayNode node) {
    JsonNode attributes = node.path(1);
    if (!node.path(0).asText().equalsIgnoreCase("input") || !attributes.isObject()) {
      return;
    }
    String type = attributes.path("type").asText().toLowerCase(Locale.ROOT);
    String purpose = attributes.path("autocomplete").asText().toLowerCase(Locale.ROOT);
    if (type.equals("password")
        || type.equals("hidden")
        || purpose.contains("password")
        || purpose.contains("one-time-code")
        || purpose.contains("cc-")) {
      FIELD_VALUES.forEach(value -> mask(attributes, value));
    }
  }
}
