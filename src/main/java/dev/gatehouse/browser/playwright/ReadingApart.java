package dev.gatehouse.browser.playwright;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.PlaywrightException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames in Playwright's own script world, which the page's scripts cannot reach. Of all that
 * Playwright does there only selectors take a script of ours. Such readings have negative stamps.
 */
final class ReadingApart {

  /** The selector engine's name; see {@code read-apart.js}. */
  static final String ENGINE = "gatehouse-apart";

  private static final Gson GSON = new Gson();

  private ReadingApart() {}

  /**
   * Returns what {@code read-frame.js} would, or empty when it cannot be read like this either, as
   * where the page's content security policy forbids it.
   */
  static Optional<Map<String, Object>> read(
      Frame frame, String script, Map<String, Object> given, Duration limit) {
    Map<String, Object> body = new HashMap<>(given);
    body.put("script", script);
    body.put("stamp", given.get("stamp") instanceof Integer stamp ? -stamp : -1);
    try {
      String text =
          frame.textContent(
              selector(body),
              new Frame.TextContentOptions().setTimeout((double) Math.max(1, limit.toMillis())));
      JsonObject answer = GSON.fromJson(text, JsonObject.class);
      return Optional.of(
          Map.of(
              "value", answer.get("value").getAsString(), "stamp", answer.get("stamp").getAsInt()));
    } catch (PlaywrightException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Returns an element such a reading registered, or {@code null} when it is gone. */
  static @Nullable ElementHandle element(Frame frame, int stamp, int index) {
    return frame.querySelector(selector(Map.of("stamp", stamp, "index", index)));
  }

  private static String selector(Map<String, Object> body) {
    return ENGINE
        + "="
        + URLEncoder.encode(GSON.toJson(body), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
