package dev.gatehouse.locate;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a page is and where its sign-in parts are. Immutable.
 *
 * @param kind what kind of page it is
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
}
