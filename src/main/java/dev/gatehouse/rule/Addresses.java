package dev.gatehouse.rule;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** What addresses in definitions must look like. */
public final class Addresses {

  private static final String PORT =
      ":(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
  private static final String ORIGIN_REGEX =
      "https?://(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])(?:"
          + PORT
          + ")?";
  private static final String SANDBOX_REGEX = "sandbox:[a-z][a-z0-9_]*";
  private static final String WEB_REGEX = ORIGIN_REGEX + "(?:[/?][^\\s#]*)?";

  /** An address on the web: {@code https://shop.example/b2b}. */
  public static final ValueRule WEB =
      rule("address", WEB_REGEX, "an address: https://shop.example/b2b");

  /** An address on the web, or the name of an embedded portal. */
  public static final ValueRule WEB_OR_SANDBOX =
      rule(
          "address",
          WEB_REGEX + "|" + SANDBOX_REGEX,
          "an address: https://shop.example/b2b, or sandbox:NAME");

  /** An origin, or the name of an embedded portal. */
  public static final ValueRule ORIGIN =
      rule(
          "origin",
          ORIGIN_REGEX + "|" + SANDBOX_REGEX,
          "an origin without a path: https://login.example, or sandbox:NAME");

  /** A page of a portal: a path from its address, or an address of its own. */
  public static final ValueRule PAGE =
      rule(
          "page",
          "/\\S*|" + ORIGIN_REGEX + "(?:[/?#]\\S*)?",
          "a path that begins with /, or an address: https://shop.example/orders");

  private static final Pattern DEFAULT_PORT =
      Pattern.compile("(?<=^http://[^/]{1,300}):80$|(?<=^https://[^/]{1,300}):443$");

  private Addresses() {}

  /** Returns whether an address names an embedded portal. */
  public static boolean isSandbox(String address) {
    return address.startsWith("sandbox:");
  }

  /**
   * Returns the origin of an address as browsers write it: lower-case, without a default port;
   * {@code sandbox:NAME} stays as it is.
   *
   * @param address one that meets a rule of this class
   */
  public static String origin(String address) {
    if (isSandbox(address)) {
      return address;
    }
    URI uri = URI.create(address.replaceFirst("(?<=[^:/])[/?#].*$", ""));
    String origin = (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    return DEFAULT_PORT.matcher(origin).replaceFirst("");
  }

  private static ValueRule rule(String name, String regex, String explanation) {
    return new ValueRule(name, Pattern.compile(regex), explanation);
  }
}
