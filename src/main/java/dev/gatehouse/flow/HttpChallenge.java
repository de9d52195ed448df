package dev.gatehouse.flow;

import dev.gatehouse.browser.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells whether a server asks for a password by HTTP itself (RFC 7617), before any page. */
final class HttpChallenge {

  private static final Pattern SCHEME = Pattern.compile("\\b(?:basic|digest)\\b");

  private HttpChallenge() {}

  /** Returns the answer that asks for one, if the page shown is that answer. */
  static Optional<Reply> in(Sighting seen) {
    return lastDocument(seen.replies())
        .filter(reply -> reply.status() == 401)
        .filter(
            reply ->
                SCHEME
                    .matcher(reply.header("www-authenticate").orElse("").toLowerCase(Locale.ROOT))
                    .find());
  }

  /** Returns whether the page shown is what the server gives those it lets in. */
  static boolean isPassed(Sighting seen) {
    return lastDocument(seen.replies()).filter(reply -> reply.status() < 400).isPresent();
  }

  private static Optional<Reply> lastDocument(List<Reply> replies) {
    return replies.stream().filter(Reply::document).reduce((first, second) -> second);
  }
}
