package dev.gatehouse.portal;

import java.time.Duration;

/**
 * How a portal's sessions are kept.
 *
 * @param validFor how old a session may be to be used again, 8 h unless set
 * @param page the page on which a session is proven alive; empty for the portal's own address
 * @param signOutOnExit whether to sign out at the end of every scenario
 * @param single whether the portal allows an account one session at a time
 */
public record Session(Duration validFor, String page, boolean signOutOnExit, boolean single) {

  /** Returns these rules with signing out at the end of every scenario. */
  Session signedOutOnExit() {
    return new Session(validFor, page, true, single);
  }
}
