package dev.gatehouse.browser;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A server's answer the page received.
 *
 * @param address the answered address
 * @param status the HTTP status, 100 to 599
 * @param document whether it answered a navigation of the main frame (else a script's request)
 * @param headers header values by lower-case name; only those that tell how things stand: {@code
 *     retry-after}, {@code www-authenticate}, {@code content-type}, {@code location}
 */
public record Reply(String address, int status, boolean document, Map<String, String> headers) {
  public Reply {
    headers = Map.copyOf(headers);
  }

  /** Returns a header's value, if the server sent it and it is among those kept. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }
}
