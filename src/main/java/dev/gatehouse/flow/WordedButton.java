package dev.gatehouse.flow;

import dev.gatehouse.locate.Control;
import dev.gatehouse.locate.Finder;
import dev.gatehouse.locate.Finding;
import dev.gatehouse.locate.HealingJudge;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.Judgement;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a feature file has pressed by its words: the button or link that says just them, else the
 * one learned, else the one that says something like them.
 */
final class WordedButton {

  /** What a control is given that says the very words: nothing else is then meant. */
  private static final double THE_VERY_WORDS = 100;

  private final Finding finding;
  private final Purpose purpose;
  private final Judgement judgement;

  WordedButton(Visit visit, Sighting seen, String text) {
    Finder finder = visit.locator().finder();
    this.finding = finder.clickableByText(seen.page(), text);
    Optional<Located> pick =
        finding instanceof Finding.Found found
            ? Optional.of(found.candidate().located())
            : Optional.empty();
    boolean says =
        finding instanceof Finding.Found found
            && found.candidate().score().points() >= THE_VERY_WORDS;
    this.purpose =
        new Purpose(
            Site.pageGroup(seen.page().address()),
            "press \"" + text + "\"",
            pick.map(l -> tier(finder, l.control())).orElse(RiskTier.SUBMIT));
    Judgement judged =
        visit
            .memory()
            .judge(
                seen,
                new HealingJudge.Sought(
                    purpose,
                    pick,
                    control -> finder.labelScore(control, text).points(),
                    l -> l.control().isClickable(),
                    Optional.empty()));
    this.judgement = says && judged.isChange() ? new Judgement.Known(pick.orElseThrow()) : judged;
  }

  // A button may do what cannot be taken back, whatever it says; a link leads somewhere.
  private static RiskTier tier(Finder finder, Control control) {
    double does =
        Stream.of(Intent.SUBMIT, Intent.CONFIRM, Intent.ACCEPT)
            .mapToDouble(intent -> finder.score(control, intent).points())
            .max()
            .orElse(0);
    return control.isButton() || !control.href().matches("(?!javascript:|#).+") || does > 0
        ? RiskTier.SUBMIT
        : RiskTier.NAVIGATE;
  }

  /** Returns what was found by the words alone. */
  Finding finding() {
    return finding;
  }

  /** Returns what it is learned as. */
  Purpose purpose() {
    return purpose;
  }

  Judgement judgement() {
    return judgement;
  }
}
