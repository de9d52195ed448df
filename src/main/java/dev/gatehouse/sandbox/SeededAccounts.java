package dev.gatehouse.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts the embedded portals start with: the one place where they are written down. */
final class SeededAccounts {
  private static final String TOTP_SEED = "K5XW4ZDFOJTGK3DMJFXGO4TBNUQQ";

  private static final Map<String, SandboxAccount> MAIN =
      Map.of(
          "ingram_micro",
          new SandboxAccount(
              "orders@acme-networks.example", "Vexil-Quarry-8841", Optional.of(TOTP_SEED)),
          "td_synnex",
          account("acme.reseller", "Plinth%Orbit_3307"),
          "dh",
          account("purchasing@acme-networks.example", "Tundra!Fennel.5519"),
          "octotel",
          account("baobab.ops", "Zephyr+Marlin=2076"),
          "osn",
          account("noc@baobab-fibre.example", "Quillon#Ember~9142"),
          "authentik",
          account("acme-admin", "Sorrel&Lattice;6630"),
          "sam_gov",
          account("registrar@acme-networks.example", "Gantry^Pewter:7725"),
          "grants",
          account("acme_grants", "Dovetail*Umber,4498"));

  private SeededAccounts() {}

  /** Returns the account that works. */
  static SandboxAccount main(String portal) {
    SandboxAccount account = MAIN.get(portal);
    if (account == null) {
      throw new IllegalArgumentException(
          "no embedded portal '" + portal + "'; there are: " + Sandbox.NAMES);
    }
    return account;
  }

  /**
   * Returns another account of a portal: {@code wrong} has a wrong password, {@code unknown} does
   * not exist, {@code spare} works and is there for locking it out, {@code locked} has been locked
   * from the start where accounts are locked at all.
   */
  static SandboxAccount named(String portal, String name) {
    SandboxAccount main = main(portal);
    return switch (name) {
      case "main" -> main;
      case "wrong" -> new SandboxAccount(main.username(), "Not-The-Word_1200", main.totpSeed());
      case "unknown" -> account("nobody.here@acme-networks.example", "Not-The-Word_1200");
      case "spare" ->
          new SandboxAccount("spare." + main.username(), "Cobble/Nimbus?1583", main.totpSeed());
      case "locked" ->
          new SandboxAccount("locked." + main.username(), "Harrow|Sable!2961", main.totpSeed());
      default ->
          throw new IllegalArgumentException(
              "no account '"
                  + name
                  + "' at "
                  + portal
                  + "; there are: main, wrong, unknown, spare, locked");
    };
  }

  /** Returns the accounts that exist at a portal. */
  static List<SandboxAccount> existing(String portal) {
    return List.of(main(portal), named(portal, "spare"), named(portal, "locked"));
  }

  private static SandboxAccount account(String username, String password) {
    return new SandboxAccount(username, password, Optional.empty());
  }
}
