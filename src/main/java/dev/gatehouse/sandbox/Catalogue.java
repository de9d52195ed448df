package dev.gatehouse.sandbox;

import java.util.List;

/** Which pages each portal consists of. */
final class Catalogue {

  /** A host of a portal, with pages of its own. */
  record Host(String name, Site.Style style, PortalPages pages) {}

  private Catalogue() {}

  /**
   * Returns the hosts of a portal, or of a copy of it.
   *
   * @param name what the portal or copy is called
   * @param portal one of the eight
   */
  static List<Host> hosts(String name, String portal) {
    return switch (portal) {
      case "td_synnex" ->
          List.of(
              new Host(
                  name,
                  new Site.Style("ASP.NET_SessionId", "__RequestVerificationToken"),
                  new TdSynnex()));
      case "dh" -> List.of(new Host(name, new Site.Style("DHSESSION", "_token"), new Dh()));
      case "octotel" ->
          List.of(new Host(name, new Site.Style("connect.sid", "csrfToken"), new Octotel()));
      case "ingram_micro" -> ingram(name);
      case "osn" -> List.of(new Host(name, new Site.Style("osn_sid", "csrf"), new Osn()));
      case "authentik" ->
          List.of(new Host(name, new Site.Style("authentik_session", "csrf"), new Authentik()));
      case "sam_gov" ->
          List.of(new Host(name, new Site.Style("JSESSIONID", "authenticity_token"), new SamGov()));
      case "grants" ->
          List.of(
              new Host(name, new Site.Style("gp_session", "csrfmiddlewaretoken"), new Grants()));
      default ->
          throw new IllegalArgumentException(
              "no embedded portal '" + portal + "'; there are: " + Sandbox.NAMES);
    };
  }

  private static List<Host> ingram(String name) {
    String sso = name.equals("ingram_micro") ? "ingram_sso" : name + "_sso";
    IngramTickets tickets = new IngramTickets();
    return List.of(
        new Host(name, new Site.Style("PXSESSION", "_csrf"), new IngramMicro(sso, tickets)),
        new Host(sso, new Site.Style("sid", "stateToken"), new IngramSso(name, tickets)));
  }
}
