package dev.gatehouse.browser;

import java.util.Optional;

/**
 * How a session's browser presents itself. Certificates are always checked and web security is
 * always on; no option here changes that.
 *
 * @param width the viewport's width in CSS pixels, at least 320
 * @param height the viewport's height in CSS pixels, at least 240
 * @param locale a BCP 47 tag
 * @param timeZone an IANA zone id, or empty for the machine's
 * @param state storage state to start from, as {@link BrowserSession#state} gave it
 * @param basicCredentials what HTTP basic authentication is answered with, on one origin only
 */
public record SessionOptions(
    int width,
    int height,
    String locale,
    Optional<String> timeZone,
    Optional<String> state,
    Optional<BasicCredentials> basicCredentials) {

  /** A plain desktop window in English. */
  public static final SessionOptions PLAIN =
      new SessionOptions(1280, 800, "en-US", Optional.empty(), Optional.empty(), Optional.empty());

  public SessionOptions {
    if (width < 320 || height < 240) {
      throw new IllegalArgumentException(
          "viewport " + width + "x" + height + " is below the 320x240 a portal can be used in");
    }
  }

  /** Returns these options, starting from saved storage state. */
  public SessionOptions withState(String savedState) {
    return new SessionOptions(
        width, height, locale, timeZone, Optional.of(savedState), basicCredentials);
  }

  /** Returns these options, answering HTTP basic authentication on one origin. */
  public SessionOptions withBasicCredentials(BasicCredentials credentials) {
    return new SessionOptions(width, height, locale, timeZone, state, Optional.of(credentials));
  }

  /**
   * An answer to HTTP basic authentication.
   *
   * @param origin the only origin it is sent to: {@code https://portal.example}
   */
  public record BasicCredentials(String origin, String username, String password) {
    @Override
    public String toString() {
      return "BasicCredentials[origin=" + origin + ", [REDACTED]]";
    }
  }
}
