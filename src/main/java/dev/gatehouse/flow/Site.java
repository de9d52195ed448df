package dev.gatehouse.flow;

import dev.gatehouse.portal.Portal;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * A portal in one environment, with its addresses resolved.
 *
 * @param environment {@code sandbox} or {@code production}
 * @param base the portal's address there
 * @param allowedOrigins every origin on which a credential may be typed, the base's own among them
 */
public record Site(Portal portal, String environment, URI base, Set<String> allowedOrigins) {

  public Site {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /**
   * Returns the absolute address of a page named by a path or an absolute address; of the portal
   * itself, with whatever path that has, when nothing is named.
   */
  public String resolve(String page) {
    return page.isEmpty() ? base.toString() : base.resolve(page).toString();
  }

  /** Returns whether a credential may be typed on the page at that address. */
  public boolean allows(String address) {
    return allowedOrigins.contains(origin(address));
  }

  /**
   * Returns an address's origin as the web defines it, without the scheme's default port; {@code
   * null} in words for addresses that have none, such as {@code about:blank}.
   */
  public static String origin(String address) {
    try {
      URI uri = URI.create(address);
      if (uri.getHost() == null || uri.getScheme() == null) {
        return "null";
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      int port = uri.getPort();
      boolean standard =
          port == -1
              || (scheme.equals("http") && port == 80)
              || (scheme.equals("https") && port == 443);
      return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (standard ? "" : ":" + port);
    } catch (IllegalArgumentException e) {
      return "null";
    }
  }
}
