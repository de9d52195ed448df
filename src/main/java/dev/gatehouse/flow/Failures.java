package dev.gatehouse.flow;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.Reply;
import dev.gatehouse.locate.Notice;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.outcome.Outcome.NeedsPerson;
import dev.gatehouse.outcome.PersonReason;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Says which kind of failure a page, a server's answer or a browser's complaint amounts to. */
final class Failures {

  /** Wait at least this long after "too many requests" when the portal does not say how long. */
  private static final Duration SHORTEST_RATE_LIMIT = Duration.ofSeconds(60);

  private Failures() {}

  /** Returns the failure a browser's complaint amounts to. */
  static Failed of(BrowserException e, Evidence evidence) {
    FailureKind kind =
        switch (e.reason()) {
          case DNS, CONNECTION -> FailureKind.PORTAL_DOWN;
          case CERTIFICATE -> FailureKind.CERTIFICATE_INVALID;
          case TIMEOUT -> FailureKind.TIMED_OUT;
          case STALE, BLOCKED -> FailureKind.PORTAL_CHANGED;
          case CLOSED, NO_BROWSER, OTHER -> FailureKind.UNKNOWN;
        };
    return new Failed(kind, e.getMessage() == null ? kind.title() : e.getMessage(), evidence);
  }

  /**
   * Returns the failure that stands in the way of anything on this page, whatever one came for:
   * server error, rate limit, lockout, maintenance, CAPTCHA.
   */
  static Optional<Outcome> inTheWay(Sighting sighting) {
    Optional<Reply> limited = sighting.replied(429);
    // Text that a style sheet hides is no notice, and the style sheet may still be on its way.
    Set<Notice> notices = sighting.coming() ? Set.of() : sighting.reading().notices();
    if (notices.contains(Notice.ACCOUNT_LOCKED) || sighting.replied(423).isPresent()) {
      return failed(FailureKind.ACCOUNT_LOCKED, "The portal says the account is locked.", sighting);
    }
    if (limited.isPresent() || notices.contains(Notice.RATE_LIMITED)) {
      return failed(FailureKind.RATE_LIMITED, rateLimit(limited), sighting);
    }
    if (sighting.serverError().isPresent()) {
      Reply reply = sighting.serverError().get();
      String again =
          reply.header("retry-after").map(s -> ", to be tried again in " + s + " s").orElse("");
      return failed(
          FailureKind.PORTAL_DOWN,
          "The portal answered HTTP %d%s.".formatted(reply.status(), again),
          sighting);
    }
    if (!sighting.coming() && sighting.reading().captcha().isPresent()) {
      return Optional.of(
          new NeedsPerson(
              PersonReason.CAPTCHA,
              "The portal asks for a CAPTCHA (%s); it is not guessed. %s"
                  .formatted(sighting.reading().captcha().get(), PersonReason.CAPTCHA.advice()),
              sighting.evidence()));
    }
    boolean nothingElse =
        !sighting.reading().asksToSignIn() && sighting.reading().signOut().isEmpty();
    if (notices.contains(Notice.MAINTENANCE) && nothingElse) {
      return failed(FailureKind.PORTAL_DOWN, "The portal says it is under maintenance.", sighting);
    }
    return Optional.empty();
  }

  private static String rateLimit(Optional<Reply> limited) {
    Optional<String> after = limited.flatMap(reply -> reply.header("retry-after"));
    return after
        .map(s -> "The portal limits how often one may try; it says to wait %s.".formatted(unit(s)))
        .orElse(
            "The portal limits how often one may try and does not say how long; wait at least %d s."
                .formatted(SHORTEST_RATE_LIMIT.toSeconds()));
  }

  private static String unit(String retryAfter) {
    return retryAfter.matches("\\d+") ? retryAfter + " s" : "until " + retryAfter;
  }

  static Optional<Outcome> failed(FailureKind kind, String message, Sighting sighting) {
    return Optional.of(new Failed(kind, message, sighting.evidence()));
  }
}
