package dev.gatehouse.browser.playwright;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns Playwright's exceptions into the port's, with a message for a person. The original is never
 * kept as the cause: its text holds a call log, which holds whatever was typed.
 */
final class Failures {

  private static final Pattern NET_ERROR = Pattern.compile("net::(ERR_[A-Z0-9_]+)");
  private static final Pattern COVERED_BY =
      Pattern.compile("<(\\w[\\w-]*)([^>]*)>.*? (?:subtree )?intercepts pointer events");
  private static final Pattern ID_OR_CLASS = Pattern.compile(" (id|class|role)=\"[^\"]*\"");

  private Failures() {}

  /** What stood in the way of a navigation. */
  static BrowserException ofNavigation(String address, long limitMillis, PlaywrightException e) {
    String text = textOf(e);
    Matcher net = NET_ERROR.matcher(text);
    if (net.find()) {
      return ofNetwork(address, net.group(1));
    }
    if (e instanceof TimeoutError) {
      return new BrowserException(
          Reason.TIMEOUT,
          address
              + " gave no document within "
              + limitMillis
              + " ms. The portal is slow or hangs; raise its deadline if it is always so.");
    }
    if (isClosed(text)) {
      return closed("opening " + address);
    }
    return new BrowserException(
        Reason.OTHER, address + " could not be opened: " + firstLine(text) + ".");
  }

  private static BrowserException ofNetwork(String address, String code) {
    String found = " (" + code + "). ";
    if (code.startsWith("ERR_NAME_") || code.startsWith("ERR_DNS_")) {
      return new BrowserException(
          Reason.DNS,
          address
              + " cannot be reached: its host name has no address"
              + found
              + "Check the spelling of the address and the machine's name service.");
    }
    if (code.startsWith("ERR_CERT_")) {
      return new BrowserException(
          Reason.CERTIFICATE,
          address
              + " was not opened: its certificate is not valid for it"
              + found
              + "Check the address; a private authority must be trusted by this machine.");
    }
    if (code.startsWith("ERR_CONNECTION_")
        || code.startsWith("ERR_SSL_")
        || code.startsWith("ERR_PROXY_")
        || code.startsWith("ERR_TUNNEL_")
        || code.startsWith("ERR_SOCKET_")
        || code.startsWith("ERR_ADDRESS_")
        || code.startsWith("ERR_NETWORK_")
        || code.startsWith("ERR_HTTP2_")
        || code.startsWith("ERR_QUIC_")
        || code.equals("ERR_EMPTY_RESPONSE")
        || code.equals("ERR_INVALID_HTTP_RESPONSE")
        || code.equals("ERR_INTERNET_DISCONNECTED")
        || code.equals("ERR_TIMED_OUT")) {
      return new BrowserException(
          Reason.CONNECTION,
          address
              + " cannot be reached: "
              + connectionTrouble(code)
              + found
              + "Check the address and whether the portal is up.");
    }
    return new BrowserException(
        Reason.OTHER,
        address
            + " could not be opened: the browser gave up"
            + found
            + "Open it by hand in a browser to see why.");
  }

  private static String connectionTrouble(String code) {
    return switch (code) {
      case "ERR_CONNECTION_REFUSED" -> "nothing listens there";
      case "ERR_EMPTY_RESPONSE" -> "the server closed the connection without an answer";
      case "ERR_CONNECTION_RESET", "ERR_CONNECTION_CLOSED", "ERR_CONNECTION_ABORTED" ->
          "the connection was cut";
      case "ERR_CONNECTION_TIMED_OUT", "ERR_TIMED_OUT" -> "no connection came about in time";
      case "ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED" -> "this machine has no network";
      default -> {
        if (code.startsWith("ERR_PROXY_") || code.startsWith("ERR_TUNNEL_")) {
          yield "the proxy did not pass it on";
        }
        yield code.startsWith("ERR_SSL_")
            ? "no encrypted connection could be agreed on"
            : "the connection failed";
      }
    };
  }

  /**
   * What stood in the way of an action on an element.
   *
   * @param action in words: {@code clicked}
   * @param element in words: {@code <input id="user">}
   */
  static BrowserException ofElement(
      String action, String element, long limitMillis, PlaywrightException e) {
    String text = textOf(e);
    String subject = element + " could not be " + action;
    if (isStale(text)) {
      return stale(action, element);
    }
    if (isClosed(text)) {
      return closed("an element was to be " + action);
    }
    Matcher cover = COVERED_BY.matcher(text);
    if (cover.find()) {
      return new BrowserException(
          Reason.BLOCKED,
          subject
              + " within "
              + limitMillis
              + " ms: it is covered by "
              + withoutContent(cover)
              + ". Close or accept what covers it first.");
    }
    if (e instanceof TimeoutError) {
      if (text.contains("element is not enabled")) {
        return new BrowserException(
            Reason.BLOCKED,
            subject
                + " within "
                + limitMillis
                + " ms: it is disabled. Fill in what the page wants first.");
      }
      if (text.contains("element is not editable")) {
        return new BrowserException(
            Reason.BLOCKED, subject + " within " + limitMillis + " ms: it is read-only.");
      }
      return new BrowserException(
          Reason.TIMEOUT, subject + " within " + limitMillis + " ms: " + hindrance(text) + ".");
    }
    return new BrowserException(Reason.OTHER, subject + ": " + firstLine(text) + ".");
  }

  static BrowserException stale(String action, String element) {
    return new BrowserException(
        Reason.STALE,
        element + " could not be " + action + ": it has left the page. Read the page again.");
  }

  /** What stood in the way of anything else. */
  static BrowserException of(String doing, PlaywrightException e) {
    String text = textOf(e);
    if (isClosed(text)) {
      return closed(doing);
    }
    Reason reason = e instanceof TimeoutError ? Reason.TIMEOUT : Reason.OTHER;
    return new BrowserException(reason, "Failed while " + doing + ": " + firstLine(text) + ".");
  }

  static BrowserException closed(String doing) {
    return new BrowserException(
        Reason.CLOSED, "The page, its session or the browser was closed while " + doing + ".");
  }

  /** Passes on, as the port's exception, that somebody interrupted the thread; it stays so. */
  static void throwIfInterrupted(PlaywrightException e, String doing) {
    if (e.getCause() instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      throw new BrowserException(Reason.CLOSED, "Interrupted while " + doing + ".");
    }
  }

  /** Returns whether the document was replaced during the call. */
  static boolean isNavigatedAway(PlaywrightException e) {
    String text = textOf(e);
    return text.contains("context was destroyed")
        || text.contains("Cannot find context")
        || text.contains("frame got detached")
        || text.contains("Frame was detached")
        || text.contains("because of a navigation");
  }

  /** Returns whether an element or its document is gone. */
  static boolean isStale(PlaywrightException e) {
    return isStale(textOf(e));
  }

  static boolean isClosed(PlaywrightException e) {
    return isClosed(textOf(e));
  }

  private static boolean isClosed(String text) {
    return text.contains("has been closed")
        || text.contains("Target closed")
        || text.contains("Target crashed")
        || text.contains("age crashed")
        || text.contains("pipe closed")
        || text.contains("connection closed")
        || text.contains("Object doesn't exist");
  }

  private static boolean isStale(String text) {
    return text.contains("not attached to the DOM")
        || text.contains("context was destroyed")
        || text.contains("Cannot find context")
        || text.contains("JSHandle is disposed")
        || text.contains("has been collected")
        || text.contains("Element is detached")
        || text.contains("rame was detached")
        || text.contains("frame got detached");
  }

  private static String hindrance(String text) {
    if (text.contains("element is not visible")) {
      return "it is not visible";
    }
    if (text.contains("element is outside of the viewport")) {
      return "it lies outside the window";
    }
    if (text.contains("element is not stable")) {
      return "it keeps moving";
    }
    return "it did not get ready";
  }

  /** Names what covers, without what it holds: its text and values may be anybody's. */
  private static String withoutContent(Matcher cover) {
    StringBuilder name = new StringBuilder("<").append(cover.group(1));
    ID_OR_CLASS.matcher(cover.group(2)).results().forEach(found -> name.append(found.group()));
    return name.append('>').toString();
  }

  /** Playwright's message without the wrapping its Java client puts around it. */
  private static String textOf(PlaywrightException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** The first line that says something, without call log and without what was typed. */
  private static String firstLine(String text) {
    String line =
        text.lines()
            .map(String::strip)
            .map(found -> found.replaceFirst("^message='", ""))
            .filter(found -> !found.isEmpty() && !found.startsWith("Error {"))
            .findFirst()
            .orElse("no reason given");
    return line.replaceFirst("^(?:Protocol )?[Ee]rror(?: \\([^)]*\\))?: ", "")
        .replaceFirst("\\.$", "");
  }
}
