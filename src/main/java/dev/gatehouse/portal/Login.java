package dev.gatehouse.portal;

/**
 * How one signs in to a portal.
 *
 * @param shape what the sign-in looks like; {@code AUTO} follows whatever the pages show
 * @param page the sign-in page, a path on the portal's origin or an absolute address; empty for the
 *     portal's own address
 * @param oneTimeCode what second factor is asked for
 * @param attemptsBeforeLockout the refusal in a row at which the portal locks an account, at least
 *     2; the last one before it is left to a person
 * @param success what shows that one is signed in, beyond what is recognised by itself
 * @param failure texts that show that signing in failed, beyond what is recognised by itself
 * @param rotation what a new password looks like
 */
public record Login(
    LoginShape shape,
    String page,
    OneTimeCode oneTimeCode,
    int attemptsBeforeLockout,
    Marks success,
    Marks failure,
    PasswordRules rotation) {

  /** Most portals lock at the fifth refusal in a row, few earlier. */
  static final int COMMON_LOCKOUT = 5;

  /** What a sign-in looks like. */
  public enum LoginShape {
    AUTO,
    ONE_PAGE,
    IDENTIFIER_FIRST,
    OTHER_ORIGIN,
    POP_UP,
    FRAME,
    BASIC
  }

  /** What second factor a portal asks for. */
  public enum OneTimeCode {
    NONE,
    TOTP,
    EMAIL,
    SMS
  }
}
