package dev.gatehouse.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tickets from the sign-in site to the portal, good for one use. Guarded by the portal's lock. */
final class IngramTickets {
  private final Map<String, String> users = new HashMap<>();

  void issue(String ticket, String user) {
    users.put(ticket, user);
  }

  Optional<String> redeem(String ticket) {
    return Optional.ofNullable(users.remove(ticket));
  }
}
