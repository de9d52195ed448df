package dev.gatehouse.locate;

/** What kind of page a person would say this is. */
public enum PageKind {
  /** Nothing is shown yet. */
  BLANK,
  /** Asks for an identifier and a password. */
  LOGIN,
  /** Asks for an identifier alone, the password comes on the next page. */
  IDENTIFIER_STEP,
  /** Asks for a password alone. */
  PASSWORD_STEP,
  /** Asks for a one-time code. */
  CODE_STEP,
  /** Offers to sign out, so somebody is signed in. */
  SIGNED_IN,
  /** Asks to accept terms before it goes on. */
  CONSENT,
  /** Asks somebody who is not signed in for what an account is opened with. */
  SIGN_UP,
  /** Asks for anything else, of somebody signed in or not. */
  FORM,
  /** Says that the page cannot be shown: not there, not allowed, not working. */
  ERROR,
  /** Asks to prove that one is human. */
  CAPTCHA,
  /** Says that the session is over. */
  SESSION_EXPIRED,
  /** Has no sign-in form, but a link or button that leads to one. */
  SIGN_IN_LINK,
  /** Anything else. */
  OTHER
}
