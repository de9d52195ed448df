package dev.gatehouse.bench;

import java.util.Locale;
import java.util.Map;

/**
 * One copy of an embedded portal.
 *
 * @param address ends in a slash
 */
record BenchPortal(String name, PortalKind kind, String address, String username, String password) {

  /** Returns it as a line that {@link #parse} reads. */
  String line() {
    return String.join("\t", name, kind.name(), address, username, password);
  }

  static BenchPortal parse(String line) {
    String[] parts = line.split("\t", -1);
    return new BenchPortal(parts[0], PortalKind.valueOf(parts[1]), parts[2], parts[3], parts[4]);
  }

  /** Returns the account as Gatehouse takes it from the environment. */
  Map<String, String> variables() {
    String prefix = "GATEHOUSE_" + name.toUpperCase(Locale.ROOT) + "_";
    return Map.of(prefix + "USERNAME", username, prefix + "PASSWORD", password);
  }
}
