package dev.gatehouse.browser.playwright;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import dev.gatehouse.browser.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a page asks of servers and what they answer, told by the engine's events. */
final class PageTraffic {

  /** A script's request that takes longer is taken for long polling: nobody waits for it. */
  private static final long LONG_POLL_NANOS = Duration.ofSeconds(10).toNanos();

  /** A page that polls for hours must not fill the memory. */
  private static final int KEPT_REPLIES = 500;

  private static final Set<String> WATCHED = Set.of("document", "fetch", "xhr");
  private static final Set<String> KEPT_HEADERS =
      Set.of("retry-after", "www-authenticate", "content-type", "location");

  private final Map<Request, Long> underWay = new HashMap<>();
  private final Deque<Reply> replies = new ArrayDeque<>();
  private @Nullable Request navigation;
  private boolean navigationAnswered;
  private long navigationEnded;
  private @Nullable Reply document;
  private int documentCount;

  static boolean isWatched(Request request) {
    return WATCHED.contains(request.resourceType());
  }

  void started(Request request, boolean ofMainFrame) {
    underWay.put(request, System.nanoTime());
    if (ofMainFrame && request.isNavigationRequest()) {
      navigation = request;
      navigationAnswered = false;
      navigationEnded = 0;
    }
  }

  void answered(Response response, boolean ofMainFrame) {
    Request request = response.request();
    boolean answersNavigation = ofMainFrame && request.isNavigationRequest();
    Reply reply = reply(response, answersNavigation);
    if (answersNavigation) {
      document = reply;
      documentCount++;
      if (request == navigation) {
        navigationAnswered = true;
      }
    }
    if (answersNavigation || !request.resourceType().equals("document")) {
      replies.addLast(reply);
      if (replies.size() > KEPT_REPLIES) {
        replies.removeFirst();
      }
    }
    if (reply.header("content-type").orElse("").startsWith("text/event-stream")) {
      underWay.remove(request);
    }
  }

  void ended(Request request, boolean failed) {
    underWay.remove(request);
    if (request == navigation) {
      navigationEnded = System.nanoTime();
      if (failed || hasNoDocument()) {
        navigation = null;
      }
    }
  }

  /** The main frame's document is parsed. */
  void parsed() {
    // Before its answer came, this is the end of the document that is being left.
    if (navigationAnswered) {
      navigation = null;
    }
  }

  /** What came turned out to be a file, so that no document follows. */
  void downloaded() {
    navigation = null;
  }

  boolean isBusy() {
    long now = System.nanoTime();
    if (navigation != null && (navigationEnded == 0 || now - navigationEnded < LONG_POLL_NANOS)) {
      return true;
    }
    for (Map.Entry<Request, Long> request : underWay.entrySet()) {
      if (now - request.getValue() < LONG_POLL_NANOS) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the main frame's document has been answered and is not parsed yet. */
  boolean isComing() {
    return navigation != null
        && navigationAnswered
        && (navigationEnded == 0 || System.nanoTime() - navigationEnded < LONG_POLL_NANOS);
  }

  /**
   * Returns the last answer to a navigation of the main frame, or {@code null} before the first.
   */
  @Nullable Reply document() {
    return document;
  }

  /** Returns how many answers to navigations of the main frame there have been. */
  int documentCount() {
    return documentCount;
  }

  List<Reply> replies() {
    return List.copyOf(replies);
  }

  void forget() {
    replies.clear();
    // What was asked for before is no answer to what is done from here on.
    underWay.clear();
  }

  static Reply reply(Response response, boolean document) {
    // headers() is what came with the event; allHeaders() would be a round trip for each answer.
    Map<String, String> kept = new HashMap<>();
    response.headers().forEach((name, value) -> keep(kept, name, value));
    return new Reply(response.url(), response.status(), document, kept);
  }

  private static void keep(Map<String, String> kept, String name, String value) {
    if (KEPT_HEADERS.contains(name)) {
      kept.put(name, value);
    }
  }

  private boolean hasNoDocument() {
    return document != null && (document.status() == 204 || document.status() == 205);
  }
}
