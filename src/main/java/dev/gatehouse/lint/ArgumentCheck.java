package dev.gatehouse.lint;

import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.PersonReason;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.step.StepMatch;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks what stands in the place of a step's parameters.
 *
 * @param project the folder from which files to upload are named
 */
record ArgumentCheck(Path project, Problems problems) {

  private static final List<String> OUTCOMES =
      Stream.concat(
              Arrays.stream(FailureKind.values()).map(FailureKind::title),
              Arrays.stream(PersonReason.values()).map(PersonReason::title))
          .map(title -> title.equals("CAPTCHA") ? title : title.toLowerCase(Locale.ROOT))
          .toList();

  void check(StepUse step, StepMatch match, StepMatch.Argument argument, Optional<Portal> portal) {
    Position at = step.text().at(argument.start());
    String value = argument.value();
    switch (argument.kind()) {
      case "form" -> portal.flatMap(p -> form(p, value, at)).ifPresent(problems::add);
      case "place" -> place(portal, value, at).ifPresent(problems::add);
      case "label" ->
          PlainWords.ofArgument(at, value, "the text as the page shows it")
              .ifPresent(problems::add);
      case "file" -> files(value, at);
      case "outcome" -> outcome(value, at).ifPresent(problems::add);
      default -> {
        // Any text, number or account will do.
      }
    }
  }

  /** Checks that nobody types a password by a step. */
  void checkSecretEntered(StepUse step, StepMatch match) {
    if (!match.step().expression().startsWith("I enter ")) {
      return;
    }
    List<StepMatch.Argument> arguments = match.arguments();
    String label = arguments.get(arguments.size() - 1).value();
    if (SecretLines.isName(label)) {
      problems.add(
          SecretLines.problem(
              step.text().at(arguments.get(0).start()), "what is entered in \"" + label + "\""));
    }
  }

  private static Optional<Problem> form(Portal portal, String name, Position at) {
    return portal.form(name).isPresent()
        ? Optional.empty()
        : Optional.of(unknown(portal, "form", name, at, portal.forms().keySet()));
  }

  private static Optional<Problem> place(Optional<Portal> portal, String name, Position at) {
    Optional<Problem> notPlain =
        PlainWords.ofArgument(
            at, name, "the name of a place, which the portal's definition gives an address");
    if (notPlain.isPresent()) {
      return notPlain;
    }
    return portal
        .filter(p -> p.place(name).isEmpty())
        .map(p -> unknown(p, "place", name, at, p.places().keySet()));
  }

  private static Problem unknown(
      Portal portal, String what, String name, Position at, Set<String> names) {
    return Problem.at(at, "the portal \"%s\" has no %s \"%s\"".formatted(portal.name(), what, name))
        .expected(Known.oneOf(names))
        .didYouMean(name, names);
  }

  private void files(String value, Position at) {
    for (String name : value.split(",", -1)) {
      if (!isFile(name.strip())) {
        problems.add(
            Problem.at(at, "no such file")
                .found("\"" + name.strip() + "\"")
                .expected("a file's path from the project's folder"));
      }
    }
  }

  private boolean isFile(String name) {
    try {
      return Files.isRegularFile(project.resolve(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Optional<Problem> outcome(String value, Position at) {
    return OUTCOMES.stream().anyMatch(value::equalsIgnoreCase)
        ? Optional.empty()
        : Optional.of(
            Problem.at(at, "unknown outcome \"" + value + "\"")
                .expected("one of " + String.join(", ", OUTCOMES))
                .didYouMean(value, OUTCOMES));
  }
}
