package dev.gatehouse.portal;

import java.util.List;

/**
 * Where a portal is reached in one environment.
 *
 * @param address {@code https://host/path} or {@code http://...}, or {@code sandbox:NAME} for the
 *     embedded portal of that name, whose address is known only once it runs
 * @param allowedOrigins further origins ({@code https://login.example}) on which a credential may
 *     be typed, as browsers write them (lower-case, no default port); the address's own origin
 *     always may. For an embedded portal {@code sandbox:NAME} names another embedded site's origin.
 */
public record Environment(String address, List<String> allowedOrigins) {
  public Environment {
    allowedOrigins = List.copyOf(allowedOrigins);
  }
}
