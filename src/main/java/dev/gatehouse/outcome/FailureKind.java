package dev.gatehouse.outcome;

/**
 * The kinds of failure a report, an alert and an analyst tell apart. Each knows its title, whether
 * trying again by itself can help, and what a person should do.
 */
public enum FailureKind {
  INVALID_CREDENTIALS(
      "Invalid credentials",
      false,
      "Check the stored user name and password by signing in once by hand; no further attempt is"
          + " made by itself."),
  RATE_LIMITED(
      "Rate limited", false, "Wait as long as the portal asks, then run the scenario again."),
  ACCOUNT_LOCKED(
      "Account locked",
      false,
      "Unlock the account with the portal's own help; nothing signs in to it until then."),
  PORTAL_DOWN(
      "Portal down", true, "Check the address and the portal's status page, then run again."),
  CERTIFICATE_INVALID(
      "Certificate invalid",
      false,
      "Do not sign in; ask the portal's operator. Certificate checks cannot be switched off."),
  PORTAL_CHANGED(
      "Portal changed",
      false,
      "Compare the screenshot with the portal's definition; what was expected is no longer there."),
  TIMED_OUT(
      "Timed out",
      true,
      "The portal answered too slowly; run again or raise the portal's deadline."),
  ATTEMPTS_USED_UP(
      "Attempts used up", false, "Every allowed attempt failed; see the evidence of each."),
  SESSION_EXPIRED("Session expired", true, "Sign in again; check the portal's session rules."),
  INPUT_INVALID(
      "Input invalid", false, "Correct the value in the feature file or the entity's profile."),
  SUBMISSION_REJECTED(
      "Submission rejected", false, "Read the portal's messages and correct what was submitted."),
  SUBMISSION_UNKNOWN(
      "Submission unknown",
      false,
      "Look in the portal whether the submission arrived before anything is sent again."),
  ELEMENT_NOT_FOUND(
      "Element not found",
      false,
      "Check the label in the feature file against the screenshot, or pin a locator."),
  AMBIGUOUS(
      "Ambiguous", false, "Say more exactly which element is meant, or pin it in the definition."),
  ORIGIN_REFUSED(
      "Origin refused",
      false,
      "The page is not on an origin the definition allows; add it only if it truly is the"
          + " portal's."),
  SECRET_REFUSED(
      "Secret refused",
      false,
      "A secret is typed only into a field of its kind; correct the pinned locator, or ask why the"
          + " portal's page changed."),
  CHECK_FAILED("Check failed", false, "What the scenario expected to see was not there."),
  UNKNOWN("Unknown", false, "See the evidence; the page fits no outcome known here.");

  private final String title;
  private final boolean transientFailure;
  private final String advice;

  FailureKind(String title, boolean transientFailure, String advice) {
    this.title = title;
    this.transientFailure = transientFailure;
    this.advice = advice;
  }

  /** Returns the kind in words, for reports: {@code Portal down}. */
  public String title() {
    return title;
  }

  /** Returns whether the same action may succeed when tried again a little later. */
  public boolean isTransient() {
    return transientFailure;
  }

  /** Returns whether a secret was kept from where it does not belong. */
  public boolean isSecurityEvent() {
    return this == ORIGIN_REFUSED || this == SECRET_REFUSED;
  }

  /** Returns what a person should do about it, one sentence. */
  public String advice() {
    return advice;
  }
}
