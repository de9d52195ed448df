package dev.gatehouse.locate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a page is and where its sign-in parts are. Immutable.
 *
 * @param kind what kind of page it is; a sign-in form makes it one that asks for what is in it
 * @param identifier the field for the user name or e-mail address
 * @param password the field for the password
 * @param code the fields for a one-time code: one, or one for each digit
 * @param submit what sends the above
 * @param signInLink what leads to the sign-in form
 * @param signOut what signs out; it may be hidden in a menu
 * @param accept what accepts the terms shown
 * @param captcha the kind of CAPTCHA a person is shown
 * @param notices what the page's messages amount to
 * @param messages the messages the page draws attention to, as they stand
 */
public record PageReading(
    PageKind kind,
    Optional<Candidate> identifier,
    Optional<Candidate> password,
    List<Candidate> code,
    Optional<Candidate> submit,
    Optional<Candidate> signInLink,
    Optional<Candidate> signOut,
    Optional<Candidate> accept,
    Optional<String> captcha,
    Set<Notice> notices,
    List<String> messages) {

  private static final Pattern ASKS =
      Pattern.compile(
          "\\b(?:please|you (?:must|need to)) (?:log|sign) (?:in|on)\\b", Pattern.CASE_INSENSITIVE);

  public PageReading {
    code = List.copyOf(code);
    notices = Set.copyOf(notices);
    messages = List.copyOf(messages);
  }

  /** Returns whether the page asks for anything one signs in with. */
  public boolean asksToSignIn() {
    return kind == PageKind.LOGIN
        || kind == PageKind.IDENTIFIER_STEP
        || kind == PageKind.PASSWORD_STEP
        || kind == PageKind.CODE_STEP;
  }

  /** Returns whether it asks for nothing one signs in with, but leads to where that is asked. */
  public boolean leadsToSignIn() {
    return !asksToSignIn()
        && kind != PageKind.BLANK
        && kind != PageKind.CONSENT
        && signOut.isEmpty()
        && signInLink.isPresent();
  }

  /**
   * Returns what matters most about the page: a CAPTCHA or the end of a session, even if the
   * sign-in form is there too, else its kind.
   */
  public PageKind overall() {
    if (captcha.isPresent()) {
      return PageKind.CAPTCHA;
    }
    // A cookie banner makes no other page of one that leads to the sign-in form.
    if (kind == PageKind.CONSENT && signInLink.isPresent() && signOut.isEmpty()) {
      return PageKind.SIGN_IN_LINK;
    }
    boolean over = asksToSignIn() && messages.stream().anyMatch(PageReading::saysExpired);
    return over ? PageKind.SESSION_EXPIRED : kind;
  }

  /** Returns whether it says that a session is over, and not only that one has to sign in. */
  static boolean saysExpired(String message) {
    return Notice.in(ASKS.matcher(message).replaceAll(" ")).contains(Notice.SESSION_EXPIRED);
  }
}
