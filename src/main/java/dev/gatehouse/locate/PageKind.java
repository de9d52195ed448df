package dev.gatehouse.locate;

/** What kind of page a person would say this is, as far as signing in goes. */
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
  /** Has no sign-in form, but a link or button that leads to one. */
  SIGN_IN_LINK,
  /** Anything else. */
  OTHER
}
