package dev.gatehouse.browser.playwright;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the windows' documents have put into session storage, which Playwright's storage state
 * leaves out and many a portal's script keeps its token in. It is kept beside the storage state, as
 * {@code "sessionStorage": [{"origin": ..., "items": [[name, value], ...]}]}, and put back into a
 * session's first window before anything else is opened there. Immutable.
 */
final class SessionStorage {

  private static final Logger LOG = LoggerFactory.getLogger(SessionStorage.class);
  private static final String KEY = "sessionStorage";
  private static final String READ =
      "() => { try { return JSON.stringify({ origin: location.origin,"
          + " items: Object.entries(sessionStorage) }) } catch (e) { return '' } }";
  private static final String WRITE =
      "(items) => items.forEach(([name, value]) => sessionStorage.setItem(name, value))";
  private static final String EMPTY_PAGE = "<!doctype html><title></title>";

  private final Map<String, List<List<String>>> byOrigin;

  private SessionStorage(Map<String, List<List<String>>> byOrigin) {
    this.byOrigin = byOrigin;
  }

  /** Returns what the context's windows hold now; a window that cannot be asked holds nothing. */
  static SessionStorage of(BrowserContext context) {
    Map<String, List<List<String>>> found = new LinkedHashMap<>();
    for (Page page : context.pages()) {
      try {
        String held = String.valueOf(page.evaluate(READ));
        if (!held.isEmpty()) {
          add(JsonParser.parseString(held).getAsJsonObject(), found);
        }
      } catch (PlaywrightException | IllegalStateException e) {
        LOG.debug("A window does not tell its session storage: {}", e.getClass().getSimpleName());
      }
    }
    return new SessionStorage(found);
  }

  /** Returns what was kept beside a storage state. */
  static SessionStorage in(JsonObject state) {
    Map<String, List<List<String>>> found = new LinkedHashMap<>();
    JsonElement kept = state.get(KEY);
    if (kept != null) {
      kept.getAsJsonArray().forEach(one -> add(one.getAsJsonObject(), found));
    }
    return new SessionStorage(found);
  }

  private static void add(JsonObject one, Map<String, List<List<String>>> found) {
    List<List<String>> items = new ArrayList<>();
    for (JsonElement item : one.getAsJsonArray("items")) {
      JsonArray pair = item.getAsJsonArray();
      items.add(List.of(pair.get(0).getAsString(), pair.get(1).getAsString()));
    }
    String origin = one.get("origin").getAsString();
    if (!items.isEmpty() && origin.startsWith("http")) {
      found.putIfAbsent(origin, items);
    }
  }

  /** Returns a storage state with this beside it. */
  String beside(String state) {
    if (byOrigin.isEmpty()) {
      return state;
    }
    JsonArray all = new JsonArray();
    byOrigin.forEach(
        (origin, items) -> {
          JsonObject one = new JsonObject();
          one.addProperty("origin", origin);
          one.add("items", new Gson().toJsonTree(items));
          all.add(one);
        });
    JsonObject both = JsonParser.parseString(state).getAsJsonObject();
    both.add(KEY, all);
    return both.toString();
  }

  /** Returns a storage state as Playwright knows it. */
  static String without(JsonObject state) {
    JsonObject plain = state.deepCopy();
    plain.remove(KEY);
    return plain.toString();
  }

  /** Puts it into a new window; nothing is asked of any server. */
  void putInto(Page window) {
    if (byOrigin.isEmpty()) {
      return;
    }
    byOrigin.forEach(
        (origin, items) -> {
          window.route(origin + "/**", SessionStorage::answer);
          window.navigate(origin + "/");
          window.evaluate(WRITE, items);
          window.unroute(origin + "/**");
        });
    window.navigate("about:blank");
  }

  private static void answer(Route route) {
    route.fulfill(
        new Route.FulfillOptions().setContentType("text/html; charset=utf-8").setBody(EMPTY_PAGE));
  }
}
