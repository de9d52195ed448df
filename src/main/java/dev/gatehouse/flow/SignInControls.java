package dev.gatehouse.flow;

import dev.gatehouse.locate.Candidate;
import dev.gatehouse.locate.Control;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.Locator.SignInParts;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The controls of one page of a sign-in: those learned, else those recognised. */
final class SignInControls {

  static final String FLOW = "sign-in";

  private static final Purpose USERNAME = new Purpose(FLOW, "username", RiskTier.SIGN_IN);
  private static final Purpose PASSWORD = new Purpose(FLOW, "current-password", RiskTier.SIGN_IN);

  private final JudgedControls controls;
  private final Purpose send;

  /**
   * @param identifierOnly whether the page asks for the user name alone
   */
  SignInControls(Visit visit, Sighting seen, boolean identifierOnly) {
    this.controls = new JudgedControls(visit, seen);
    this.send = new Purpose(FLOW, identifierOnly ? "next" : "submit", RiskTier.SIGN_IN);
    Optional<Located> home =
        visit.memory().home(seen, identifierOnly ? List.of(USERNAME) : List.of(PASSWORD, USERNAME));
    SignInParts picks = picks(visit, seen, home);
    // Beside the form meant another may stand, for other people, that looks as much like one.
    Predicate<Located> at = l -> home.filter(h -> !h.sharesFormWith(l)).isEmpty();
    picks
        .identifier()
        .ifPresent(
            l ->
                controls.judge(
                    USERNAME, l, at.and(SignInControls::takesText), Intent.USERNAME, Intent.EMAIL));
    if (!identifierOnly) {
      picks
          .password()
          .ifPresent(
              l ->
                  controls.judge(
                      PASSWORD,
                      l,
                      at.and(other -> other.control().takesPassword()),
                      Intent.CURRENT_PASSWORD));
    }
    picks.submit().ifPresent(l -> judgeSend(controls, send, l, at));
  }

  private static boolean takesText(Located located) {
    Control control = located.control();
    return control.isTextField() && !control.takesPassword() && !control.readOnly();
  }

  // What was learned knows the form; recognition decides where nothing was.
  private static SignInParts picks(Visit visit, Sighting seen, Optional<Located> home) {
    SignInParts recognised =
        new SignInParts(
            seen.reading().identifier().map(Candidate::located),
            seen.reading().password().map(Candidate::located),
            seen.reading().submit().map(Candidate::located));
    Optional<Located> first = recognised.password().or(recognised::identifier);
    boolean elsewhere =
        home.isPresent() && first.filter(l -> !l.sharesFormWith(home.get())).isPresent();
    return elsewhere ? visit.locator().signInParts(seen.page(), home.get()) : recognised;
  }

  /** Judges what sends a page of a sign-in. */
  static void judgeSend(
      JudgedControls controls, Purpose send, Located pick, Predicate<Located> among) {
    controls.judge(
        send,
        pick,
        // A link elsewhere that leads to a sign-in form sends none.
        l ->
            among.test(l)
                && l.control().isClickable()
                && (l.control().isButton() || l.sharesFormWith(pick)),
        Intent.SIGN_IN,
        Intent.SUBMIT,
        Intent.NEXT);
  }

  /** Returns what is judged, to be noted when used. */
  JudgedControls judged() {
    return controls;
  }

  Optional<Located> identifier() {
    return controls.control(USERNAME);
  }

  Optional<Located> password() {
    return controls.control(PASSWORD);
  }

  Optional<Located> submit() {
    return controls.control(send);
  }
}
