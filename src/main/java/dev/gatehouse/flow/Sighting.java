package dev.gatehouse.flow;

import dev.gatehouse.browser.Reply;
import dev.gatehouse.browser.WebPage;
import dev.gatehouse.locate.PageReading;
import dev.gatehouse.locate.PageSnapshot;
import dev.gatehouse.outcome.Evidence;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The page at one moment, read, with what the server and the browser said since the last action.
 *
 * @param window the window that was read
 * @param replies the server's answers since the last action
 * @param dialogs the alerts that came up since the last action
 * @param busy whether the page still waits for an answer
 * @param coming whether scripts or style sheets are still to come, so that the page may show what
 *     it is going to hide
 * @param quiet for how long nothing a person could see has changed; on a restless page, could use
 * @param restless whether the page has kept changing for so long that it will not come to rest
 */
record Sighting(
    WebPage window,
    PageSnapshot page,
    PageReading reading,
    List<Reply> replies,
    List<String> dialogs,
    boolean busy,
    boolean coming,
    Duration quiet,
    boolean restless) {

  /** Returns whether nothing has changed for that long and nothing is awaited. */
  boolean settledFor(Duration time) {
    return !busy && quiet.compareTo(time) >= 0;
  }

  /** Returns the last answer that was an error of the server's (5xx) to a page, if any. */
  Optional<Reply> serverError() {
    return replies.stream()
        .filter(reply -> reply.document() && reply.status() >= 500)
        .reduce((first, second) -> second);
  }

  /**
   * Returns the last answer that was an error of the server's (5xx) to a script, if any: what the
   * script then says of it does not tell how far the server had come.
   *
   * @param ours whether an address is the portal's
   */
  Optional<Reply> failedScript(Predicate<String> ours) {
    return replies.stream()
        .filter(reply -> !reply.document() && reply.status() >= 500 && ours.test(reply.address()))
        .reduce((first, second) -> second);
  }

  /** Returns the last answer with a status, to a page or a script. */
  Optional<Reply> replied(int status) {
    return replies.stream()
        .filter(reply -> reply.status() == status)
        .reduce((first, second) -> second);
  }

  /** Returns the answer that brought the page, if it was a refusal to show it (401, 403). */
  Optional<Reply> objection() {
    return replies.stream()
        .filter(Reply::document)
        .reduce((first, second) -> second)
        .filter(reply -> reply.status() == 401 || reply.status() == 403);
  }

  /** Returns what is seen as evidence: where, the title, messages, dialogs. */
  Evidence evidence(String... observations) {
    List<String> all = new ArrayList<>(List.of(observations));
    if (!page.headings().isEmpty()) {
      all.add("Heading: " + page.headings().get(0));
    }
    if (page.isTruncated()) {
      all.add("The page is too large to be read whole");
    }
    if (restless) {
      all.add("The page keeps changing");
    }
    reading.messages().stream().limit(5).forEach(message -> all.add("Message: " + message));
    dialogs.forEach(dialog -> all.add("Dialog: " + dialog));
    replies.stream()
        .filter(reply -> reply.status() >= 400)
        .limit(3)
        .forEach(
            reply -> all.add("Answer: HTTP " + reply.status() + " from " + plain(reply.address())));
    return new Evidence(plain(page.address()), page.title(), all);
  }

  /** Returns an address without what may hold secrets: user info, query, fragment. */
  static String plain(String address) {
    try {
      URI uri = URI.create(address);
      if (uri.getHost() == null) {
        return address.startsWith("about:") ? address : "";
      }
      String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
      String path = uri.getPath() == null ? "" : uri.getPath();
      return uri.getScheme() + "://" + uri.getHost() + port + path;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
