package dev.gatehouse.outcome;

/** Why automation stopped and a person must go on. */
public enum PersonReason {
  CAPTCHA("CAPTCHA", "Solve the CAPTCHA in the portal, then run the scenario again."),
  ONE_TIME_CODE(
      "One-time code needed",
      "Enter the code sent to the account's phone or mailbox, or store the account's TOTP seed."),
  LAST_ATTEMPT(
      "Last attempt before a lockout",
      "Sign in by hand once; automation leaves the last attempt to a person."),
  UNCERTAIN_SUBMISSION(
      "Submission uncertain",
      "Look in the portal whether the submission arrived; it is not sent a second time."),
  HEALING(
      "Healing needs approval",
      "Compare what was found with the portal, then run \"gatehouse locator approve\" or"
          + " \"gatehouse locator reject\" with its number."),
  CONSENT("Consent needed", "Read what the portal asks to be accepted and decide.");

  private final String title;
  private final String advice;

  PersonReason(String title, String advice) {
    this.title = title;
    this.advice = advice;
  }

  /** Returns the reason in words, for reports. */
  public String title() {
    return title;
  }

  /** Returns what the person should do, one sentence. */
  public String advice() {
    return advice;
  }
}
