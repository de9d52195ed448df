package dev.gatehouse.sandbox;

/** The ways an embedded portal can be told to fail. */
public enum Fault {
  /** Every page is answered with 500. */
  SERVER_ERROR,
  /** Every page is answered with 503, a Retry-After header and a maintenance notice. */
  MAINTENANCE,
  /** Requests are accepted and not answered until the fault is cleared or the sandbox closed. */
  HANGING,
  /** The sign-in page asks to verify that one is human, and refuses to go on without. */
  CAPTCHA,
  /** The sign-in page has become a page without a sign-in form. */
  CHANGED,
  /** All sessions are forgotten, once, at the moment the fault is set. */
  EXPIRED_SESSIONS,
  /** Submitted forms come back with error messages; nothing is accepted. */
  SUBMISSION_ERROR,
  /** Submitted forms are accepted, but the answer is a 500 page. */
  SUBMISSION_LOST
}
