package dev.gatehouse.flow;

import dev.gatehouse.portal.Portal;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A portal in one environment, with its addresses resolved.
 *
 * @param environment {@code sandbox} or {@code production}
 * @param base the portal's address there
 * @param allowedOrigins every origin on which a credential may be typed, the base's own among them
 */
public record Site(Portal portal, String environment, URI base, Set<String> allowedOrigins) {

  // Numbers and hashes; a version in a path may lead astray no further than to learning anew.
  private static final Pattern A_THING =
      Pattern.compile(".*\\d.*|[0-9a-f]{8,}|[A-Za-z0-9_-]{20,}", Pattern.CASE_INSENSITIVE);

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

  /**
   * Returns under which what is learned of a page by itself is kept: its path, with a star for each
   * part that tells one thing from another of its sort ({@code /orders/4711}).
   */
  static String pageGroup(String address) {
    try {
      URI uri = URI.create(address);
      String route = uri.getFragment() == null ? "" : uri.getFragment();
      String path = (uri.getPath() == null ? "" : uri.getPath()).replaceFirst(";.*", "");
      String parts =
          Stream.of((route.startsWith("/") ? path + "#" + route : path).split("/", -1))
              .map(part -> A_THING.matcher(part).matches() ? "*" : part)
              .collect(Collectors.joining("/"));
      return "page " + (parts.isEmpty() ? "/" : parts);
    } catch (IllegalArgumentException e) {
      return "page /";
    }
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
