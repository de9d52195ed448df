package dev.gatehouse.browser.playwright;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts that run in pages, each a resource of its own. */
enum PageScript {
  OBSERVE_CHANGES("observe-changes.js"),
  READ_FRAME("read-frame.js"),
  READ_APART("read-apart.js"),
  REGISTERED_ELEMENT("registered-element.js"),
  DESCRIBE_ELEMENT("describe-element.js"),
  TICK_STATE("tick-state.js"),
  LABEL_TO_CLICK("label-to-click.js"),
  LABEL_POINT("label-point.js"),
  LEAVE("leave.js"),
  OPTIONS_OF("options-of.js"),
  MASK_ENGINE("mask-engine.js");

  private final String source;

  PageScript(String resource) {
    try (InputStream in = PageScript.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the script " + resource + " is missing from the jar");
      }
      // Comments before a function expression would make Playwright take it for a statement.
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      source = text.replaceAll("(?m)^\\s*//.*\\R", "").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String source() {
    return source;
  }
}
