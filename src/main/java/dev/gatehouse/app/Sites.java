package dev.gatehouse.app;

import dev.gatehouse.flow.Site;
import dev.gatehouse.portal.Environment;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.sandbox.Sandbox;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Resolves where portals are in one environment; embedded ones are started when first asked for.
 */
final class Sites {

  private static final String EMBEDDED = "sandbox:";

  private final String environment;
  private final Supplier<Sandbox> sandbox;

  Sites(String environment, Supplier<Sandbox> sandbox) {
    this.environment = environment;
    this.sandbox = sandbox;
  }

  /**
   * Returns the portal's site.
   *
   * @throws IllegalArgumentException with a message for a person when it has none here
   */
  Site site(Portal portal) {
    Environment here = portal.environments().get(environment);
    if (here == null) {
      throw new IllegalArgumentException(
          "The portal \"%s\" has no %s environment in %s; it has: %s. Add one, or run with --env %s."
              .formatted(
                  portal.name(),
                  environment,
                  portal.file(),
                  String.join(", ", portal.environments().keySet()),
                  portal.environments().keySet().iterator().next()));
    }
    URI base = URI.create(resolve(here.address()));
    Set<String> origins = new LinkedHashSet<>();
    origins.add(Site.origin(base.toString()));
    here.allowedOrigins().forEach(origin -> origins.add(Site.origin(resolve(origin))));
    return new Site(portal, environment, base, origins);
  }

  /** Returns whether the portal is an embedded one in that environment. */
  static boolean embedded(Portal portal, String environment) {
    Environment here = portal.environments().get(environment);
    return here != null && here.address().startsWith(EMBEDDED);
  }

  private String resolve(String address) {
    return address.startsWith(EMBEDDED)
        ? sandbox.get().address(address.substring(EMBEDDED.length()))
        : address;
  }
}
