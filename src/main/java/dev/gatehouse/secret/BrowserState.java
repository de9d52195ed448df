package dev.gatehouse.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what of a browser's state is as secret as the password it was got with: the values of
 * cookies, and what looks like a token in local or session storage.
 */
public final class BrowserState {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NO_TOKEN =
      Pattern.compile("\\s|@|%40|://|^\\d{4}-\\d{2}-\\d{2}(?!\\d)");
  private static final int SHORTEST = 8;
  private static final int SHORTEST_WITHOUT_DIGIT = 16;

  /** A portal that stores a whole catalogue must not make every text slow to clean. */
  private static final int MOST = 200;

  private BrowserState() {}

  /**
   * Returns the secret values.
   *
   * @param state JSON as a browser session gives it: {@code cookies}, {@code origins} and {@code
   *     sessionStorage}
   */
  public static Set<String> secrets(String state) {
    Set<String> found = new LinkedHashSet<>();
    JsonNode tree = parse(state);
    tree.path("cookies").forEach(cookie -> add(cookie.path("value").asText(), found));
    tree.path("origins")
        .forEach(
            origin ->
                origin
                    .path("localStorage")
                    .forEach(item -> stored(item.path("value").asText(), found)));
    tree.path("sessionStorage")
        .forEach(
            origin -> origin.path("items").forEach(item -> stored(item.path(1).asText(), found)));
    return found;
  }

  private static void stored(String value, Set<String> found) {
    if (value.startsWith("{") || value.startsWith("[")) {
      leaves(parse(value), found);
    } else {
      add(value, found);
    }
  }

  private static void leaves(JsonNode node, Set<String> found) {
    if (node.isTextual()) {
      add(node.textValue(), found);
    } else {
      node.forEach(child -> leaves(child, found));
    }
  }

  private static void add(String value, Set<String> found) {
    if (found.size() < MOST && isSecret(value)) {
      found.add(value);
    }
  }

  /**
   * Returns whether the text could be a session's id or a token, rather than a choice, a word, an
   * e-mail address, an address of the web or a date.
   */
  public static boolean isSecret(String value) {
    return !NO_TOKEN.matcher(value).find()
        && value.length()
            >= (value.chars().anyMatch(Character::isDigit) ? SHORTEST : SHORTEST_WITHOUT_DIGIT);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }
}
