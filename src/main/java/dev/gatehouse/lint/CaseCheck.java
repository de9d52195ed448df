package dev.gatehouse.lint;

import dev.gatehouse.portal.Portal;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.step.CatalogueStep;
import dev.gatehouse.step.StepCatalogue;
import dev.gatehouse.step.StepMatch;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks the steps of a scenario that would run, one after the other. Used for one scenario. */
final class CaseCheck {

  private final StepCatalogue catalogue;
  private final Known known;
  private final ArgumentCheck arguments;
  private final Problems problems;
  private final Optional<String> portalTag;
  private final Set<String> unknownTold = new HashSet<>();
  private Optional<String> portal;

  CaseCheck(
      ScenarioCase scenario,
      StepCatalogue catalogue,
      Known known,
      ArgumentCheck arguments,
      Problems problems) {
    this.catalogue = catalogue;
    this.known = known;
    this.arguments = arguments;
    this.problems = problems;
    this.portalTag = scenario.tag("portal").map(TagUse::value);
    this.portal =
        portalTag.or(
            () ->
                scenario.steps().stream()
                    .flatMap(step -> catalogue.match(step.text().text()).stream())
                    .flatMap(match -> match.arguments().stream())
                    .filter(argument -> argument.kind().equals("portal"))
                    .map(StepMatch.Argument::value)
                    .findFirst());
    // What the tags name is told where they stand.
    scenario.tags().stream()
        .filter(tag -> tag.is("portal") || tag.is("entity"))
        .forEach(tag -> unknownTold.add(tag.value()));
  }

  void check(StepUse step) {
    List<StepMatch> matches = catalogue.match(step.text().text());
    if (matches.isEmpty()) {
      problems.add(unknown(step));
    } else if (matches.size() > 1) {
      problems.add(
          Problem.at(step.at(), "a step that can be read in two ways")
              .found("\"" + MisreadLines.shown(step.text().text()) + "\"")
              .expected(
                  matches.stream()
                      .map(match -> match.step().sentence())
                      .collect(Collectors.joining(" or "))));
    } else {
      check(step, matches.get(0));
    }
  }

  private Problem unknown(StepUse step) {
    String text = step.text().text();
    return PlainWords.ofUnknownStep(step.text())
        .orElseGet(
            () ->
                Problem.at(step.at(), "unknown step")
                    .found("\"" + MisreadLines.shown(step.keyword() + " " + text) + "\"")
                    .hint(
                        catalogue
                            .nearest(text)
                            .map(
                                near ->
                                    "did you mean: "
                                        + MisreadLines.shown(step.keyword() + " " + near.text()))
                            .orElse("see all steps with: gatehouse steps")));
  }

  private void check(StepUse step, StepMatch match) {
    boolean tableRight = table(step, match.step());
    for (StepMatch.Argument argument : match.arguments()) {
      switch (argument.kind()) {
        case "portal" -> portal(step, argument);
        case "entity" -> entity(step, argument);
        default -> arguments.check(step, match, argument, knownPortal());
      }
    }
    arguments.checkSecretEntered(step, match);
    if (tableRight) {
      new FormCheck(known, problems).check(step, match, knownPortal());
    }
  }

  private Optional<Portal> knownPortal() {
    return portal.flatMap(known::portal);
  }

  private void portal(StepUse step, StepMatch.Argument argument) {
    String name = argument.value();
    portal = Optional.of(name);
    var at = step.text().at(argument.start());
    Optional<Problem> unknown = known.portalProblem(name, at);
    if (unknown.isPresent()) {
      unknown.filter(any -> unknownTold.add(name)).ifPresent(problems::add);
    } else if (portalTag.isPresent()
        && !portalTag.get().equals(name)
        && known.portalProblem(portalTag.get(), at).isEmpty()) {
      problems.add(
          Problem.at(at, "a step at another portal than the scenario's tag says")
              .found("\"" + name + "\"")
              .expected("\"" + portalTag.get() + "\", as in @portal:" + portalTag.get())
              .hint("write a scenario for each portal"));
    }
  }

  private void entity(StepUse step, StepMatch.Argument argument) {
    known
        .entityProblem(argument.value(), step.text().at(argument.start()))
        .filter(any -> unknownTold.add(argument.value()))
        .ifPresent(problems::add);
  }

  private boolean table(StepUse step, CatalogueStep meant) {
    boolean table = !step.table().isEmpty();
    String text = step.text().text();
    if (meant.takesTable() && !table) {
      String without = text.replaceFirst(" with:$", "");
      Problem problem =
          Problem.at(step.at(), "the step needs a table")
              .found("\"" + step.keyword() + " " + text + "\" without one")
              .expected("rows such as | field | value | below it");
      problems.add(
          catalogue.match(without).isEmpty()
              ? problem
              : problem.hint("or did you mean: " + step.keyword() + " " + without));
    } else if (table && !meant.takesTable()) {
      Problem problem =
          Problem.at(step.at(), "the step takes no table").found("one below \"" + text + "\"");
      String with = text + " with:";
      problems.add(
          catalogue.match(with).isEmpty()
              ? problem
              : problem.hint("did you mean: " + step.keyword() + " " + with));
    }
    if (step.textBlock()) {
      problems.add(
          Problem.at(step.at(), "the step takes no text block")
              .found("one below \"" + text + "\""));
    }
    return table == meant.takesTable();
  }
}
