package dev.gatehouse.flow;

import dev.gatehouse.portal.Risk;
import dev.gatehouse.secret.Secret;
import java.time.Instant;

/**
 * The browser state of somebody signed in, to be used again.
 *
 * @param state cookies and storage; whoever has it is signed in
 * @param landing the address where signing in ended; some portals have the session in it
 * @param signedInAt when the password was last given
 * @param verifiedAt when it was last proven alive
 * @param refreshCount how often it was renewed by signing in again
 */
public record KeptSession(
    Secret state, Secret landing, Instant signedInAt, Instant verifiedAt, int refreshCount) {

  /** Whose session it is. Sessions of different risk levels are kept apart. */
  public record Key(String environment, String portal, String account, Risk risk) {}

  /** Returns this session, proven alive at that moment. */
  KeptSession verified(Instant at) {
    return new KeptSession(state, landing, signedInAt, at, refreshCount);
  }
}
