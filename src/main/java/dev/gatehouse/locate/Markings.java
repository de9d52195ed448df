package dev.gatehouse.locate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.browser.WebPage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Frames and numbers what was recognised on a page, for people. Thread-safe. */
public final class Markings {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String script = PageScripts.read("markings.js");

  /** Marks each control that can be seen, from 1, in the order given; changes the page. */
  public void draw(WebPage page, List<Recognised> found) {
    Map<String, Map<Integer, Integer>> wanted = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      Recognised one = found.get(i);
      if (one.control().visible()) {
        wanted
            .computeIfAbsent(one.located().frame().reading().address(), first -> new HashMap<>())
            .put(one.control().index(), i + 1);
      }
    }
    try {
      page.readFrames(script, new ObjectMapper().writeValueAsString(wanted), PATIENCE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
