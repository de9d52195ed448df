package dev.gatehouse.browser.playwright;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Raised by whatever may have changed a page. Mutations are told by an observer in a script world
 * of our own, over DevTools, so that the page's own scripts see neither it nor its binding; a frame
 * in another process has its own connection.
 */
final class ChangeSignal {

  private static final String WORLD = "gatehouse";
  private static final JsonElement CLOSED_ROOT = new JsonPrimitive("closed");
  private static final String BINDING = "gatehouseChanged";

  private final BrowserContext context;
  private final Page page;
  private final Set<Frame> unseen = new HashSet<>();
  private @Nullable CDPSession devTools;
  private boolean raised;

  ChangeSignal(BrowserContext context, Page page) {
    this.context = context;
    this.page = page;
  }

  void raise() {
    raised = true;
  }

  boolean isRaised() {
    return raised;
  }

  void lower() {
    raised = false;
  }

  /** Starts observing the page's documents, this one and those to come. */
  void observe() {
    devTools = context.newCDPSession(page);
    observe(devTools);
  }

  /** Ends the script the page is running, as a browser offers to when a page hangs. */
  void stopScript() {
    if (devTools != null) {
      devTools.send("Runtime.terminateExecution");
    }
  }

  /**
   * Returns whether a shadow root of the page is closed to scripts; the browser's own do not count.
   */
  boolean hasClosedRoots() {
    if (devTools == null) {
      return false;
    }
    JsonObject all = new JsonObject();
    all.addProperty("depth", -1);
    all.addProperty("pierce", true);
    Deque<JsonElement> left = new ArrayDeque<>();
    left.push(devTools.send("DOM.getDocument", all));
    while (!left.isEmpty()) {
      JsonElement next = left.pop();
      if (next instanceof JsonArray several) {
        several.forEach(left::push);
      } else if (next instanceof JsonObject node) {
        if (CLOSED_ROOT.equals(node.get("shadowRootType"))) {
          return true;
        }
        node.asMap().values().stream().filter(v -> !v.isJsonPrimitive()).forEach(left::push);
      }
    }
    return false;
  }

  /** Notes that a frame has a new address, and so perhaps a process of its own. */
  void navigated(Frame frame) {
    raised = true;
    if (frame != page.mainFrame()) {
      unseen.add(frame);
    }
  }

  void detached(Frame frame) {
    raised = true;
    unseen.remove(frame);
  }

  /** Observes the frames of other sites that have come up since the last call. */
  void observeNewFrames() {
    if (unseen.isEmpty()) {
      return;
    }
    for (Frame frame : unseen.toArray(new Frame[0])) {
      unseen.remove(frame);
      if (isOfAnotherSite(frame)) {
        try {
          observe(context.newCDPSession(frame));
        } catch (PlaywrightException sameProcessOrGone) {
          // A frame without a connection of its own is covered by its page's.
          raised = true;
        }
      }
    }
  }

  private void observe(CDPSession connection) {
    connection.on(
        "Runtime.bindingCalled",
        call -> {
          if (BINDING.equals(call.get("name").getAsString())) {
            raised = true;
          }
        });
    JsonObject binding = new JsonObject();
    binding.addProperty("name", BINDING);
    binding.addProperty("executionContextName", WORLD);
    // Without it the binding's calls are not told.
    connection.send("Runtime.enable");
    connection.send("Runtime.addBinding", binding);
    connection.send("Page.enable");
    JsonObject script = new JsonObject();
    script.addProperty("source", PageScript.OBSERVE_CHANGES.source());
    script.addProperty("worldName", WORLD);
    script.addProperty("runImmediately", true);
    connection.send("Page.addScriptToEvaluateOnNewDocument", script);
  }

  private static boolean isOfAnotherSite(Frame frame) {
    Frame parent = frame.parentFrame();
    return !frame.isDetached() && parent != null && !host(frame.url()).equals(host(parent.url()));
  }

  private static String host(String address) {
    try {
      String host = URI.create(address).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
