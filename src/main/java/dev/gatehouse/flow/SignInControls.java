package dev.gatehouse.flow;

import dev.gatehouse.locate.Candidate;
import dev.gatehouse.locate.Control;
import dev.gatehouse.locate.Finder;
import dev.gatehouse.locate.HealingJudge.Sought;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.Judgement;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import dev.gatehouse.outcome.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The controls of one page of a sign-in: those learned, else those recognised. */
final class SignInControls {

  private static final String FLOW = "sign-in";
  private static final Purpose USERNAME = new Purpose(FLOW, "username", RiskTier.SIGN_IN);
  private static final Purpose PASSWORD = new Purpose(FLOW, "current-password", RiskTier.SIGN_IN);

  private final Visit visit;
  private final Sighting seen;
  private final Purpose send;
  private final Map<Purpose, Judgement> judgements = new LinkedHashMap<>();

  /**
   * @param identifierOnly whether the page asks for the user name alone
   */
  SignInControls(Visit visit, Sighting seen, boolean identifierOnly) {
    this.visit = visit;
    this.seen = seen;
    this.send = new Purpose(FLOW, identifierOnly ? "next" : "submit", RiskTier.SIGN_IN);
    Predicate<Located> text =
        l -> l.control().isTextField() && !l.control().takesPassword() && !l.control().readOnly();
    seen.reading()
        .identifier()
        .ifPresent(c -> judge(USERNAME, c, text, Intent.USERNAME, Intent.EMAIL));
    seen.reading()
        .password()
        .ifPresent(
            c -> judge(PASSWORD, c, l -> l.control().takesPassword(), Intent.CURRENT_PASSWORD));
    seen.reading()
        .submit()
        .ifPresent(
            c ->
                judge(
                    send,
                    c,
                    // A link elsewhere that leads to a sign-in form sends none.
                    l ->
                        l.control().isClickable()
                            && (l.control().isButton() || l.sharesFormWith(c.located())),
                    Intent.SIGN_IN,
                    Intent.SUBMIT,
                    Intent.NEXT));
  }

  private void judge(Purpose purpose, Candidate pick, Predicate<Located> rival, Intent... intents) {
    Finder finder = visit.locator().finder();
    Sought sought =
        new Sought(
            purpose,
            Optional.of(pick.located()),
            control -> best(finder, control, List.of(intents)),
            rival,
            Optional.ofNullable(visit.site().portal().locators().get(purpose.name())));
    judgements.put(purpose, visit.memory().judge(seen, sought));
  }

  private static double best(Finder finder, Control control, List<Intent> intents) {
    return intents.stream()
        .mapToDouble(intent -> finder.score(control, intent).points())
        .max()
        .orElse(0);
  }

  /** Returns whether something is not where it was learned to be; it may still be drawn. */
  boolean changed() {
    return judgements.values().stream()
        .anyMatch(j -> j instanceof Judgement.Healed || j instanceof Judgement.Refused);
  }

  /** Returns the outcome when one of them must not be used. */
  Optional<Outcome> refusal() {
    return judgements.values().stream()
        .map(judgement -> visit.memory().refusal(seen, judgement))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Notes that they are about to be used. */
  void use() {
    judgements.forEach((purpose, judgement) -> visit.memory().use(seen, purpose, judgement));
  }

  Optional<Located> identifier() {
    return located(USERNAME);
  }

  Optional<Located> password() {
    return located(PASSWORD);
  }

  Optional<Located> submit() {
    return located(send);
  }

  private Optional<Located> located(Purpose purpose) {
    return Optional.ofNullable(judgements.get(purpose)).flatMap(Judgement::control);
  }
}
