package dev.gatehouse.lint;

import dev.gatehouse.problem.Nearest;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.rule.SecretShape;
import dev.gatehouse.step.CatalogueStep;
import dev.gatehouse.step.NearestStep;
import dev.gatehouse.step.StepCatalogue;
import dev.gatehouse.step.StepMatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what a line was probably meant to be that Gherkin reads as something else: as a description,
 * or not at all.
 */
record MisreadLines(StepCatalogue catalogue) {

  private static final List<String> STEP_KEYWORDS = List.of("Given", "When", "Then", "And", "But");

  private static final List<String> BLOCK_KEYWORDS =
      List.of(
          "Feature",
          "Rule",
          "Background",
          "Scenario",
          "Scenario Outline",
          "Scenario Template",
          "Example",
          "Examples");

  private static final Pattern BLOCK = Pattern.compile("([A-Za-z]+(?: [A-Za-z]+)?)\\s*(:?)(.*)");

  /**
   * Returns the problem of a line, if it looks like a step or the head of a block.
   *
   * @param line without the space around it
   * @param strict whether only a text that is a step of the catalogue counts as one
   */
  Optional<Problem> problem(Position at, String line, boolean strict) {
    if (line.startsWith("|")) {
      return Optional.of(
          Problem.at(at, "a table that follows no step")
              .hint("put it below the step or \"Examples:\" it belongs to"));
    }
    return bareKeyword(at, line)
        .or(() -> badKeyword(at, line))
        .or(() -> noKeyword(at, line, strict))
        .or(() -> block(at, line));
  }

  private static Optional<Problem> bareKeyword(Position at, String line) {
    return STEP_KEYWORDS.contains(line)
        ? Optional.of(Problem.at(at, "\"" + line + "\" without a step behind it"))
        : Optional.empty();
  }

  private Optional<Problem> badKeyword(Position at, String line) {
    int space = line.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String first = line.substring(0, space);
    String rest = line.substring(space + 1).strip();
    return Nearest.to(first, STEP_KEYWORDS)
        .or(() -> Optional.of("When").filter(any -> first.endsWith(":")))
        .filter(keyword -> !catalogue.match(rest).isEmpty())
        .map(
            keyword ->
                Problem.at(at, "\"" + first + "\" is no keyword")
                    .expected("Given, When, Then, And or But")
                    .hint("did you mean: " + shown(keyword + " " + rest)));
  }

  private Optional<Problem> noKeyword(Position at, String line, boolean strict) {
    List<StepMatch> matches = catalogue.match(line);
    Optional<String> meant =
        matches.stream()
            .findFirst()
            .map(match -> sentence(match.step(), line))
            .or(
                () ->
                    strict
                        ? Optional.empty()
                        : catalogue.nearest(line).map(MisreadLines::sentence));
    return meant.map(
        sentence ->
            Problem.at(at, "a step without its keyword")
                .found("\"" + shown(line) + "\"")
                .expected("Given, When, Then, And or But before it")
                .hint("did you mean: " + shown(sentence)));
  }

  private static String sentence(NearestStep near) {
    return sentence(near.step(), near.text());
  }

  private static String sentence(CatalogueStep step, String text) {
    return step.keyword() + " " + text;
  }

  private static Optional<Problem> block(Position at, String line) {
    Matcher matcher = BLOCK.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String word = matcher.group(1);
    boolean colon = !matcher.group(2).isEmpty();
    boolean known = BLOCK_KEYWORDS.contains(word);
    if (known && colon) {
      return Optional.of(misplaced(at, word));
    }
    // "Notes:" and the like may stand in a description.
    return Optional.of(word)
        .filter(any -> known || colon)
        .flatMap(any -> Nearest.to(word, BLOCK_KEYWORDS))
        .filter(keyword -> Nearest.distance(lower(word), lower(keyword)) <= 2)
        .map(
            keyword ->
                Problem.at(at, "a line that does not fit here")
                    .found("\"" + shown(line) + "\"")
                    .hint("did you mean \"" + keyword + ":\"?"));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static Problem misplaced(Position at, String word) {
    Problem problem = Problem.at(at, "\"" + word + ":\" cannot stand here");
    return switch (word) {
      case "Background" -> problem.hint("put it above the first scenario");
      case "Feature" -> problem.hint("a file holds one feature; move the other to its own file");
      case "Example", "Examples" ->
          problem.hint("put it below the steps of a \"Scenario Outline:\"");
      default -> problem.hint("check the lines above it");
    };
  }

  /** Returns a text for a message, without what stands in quotation marks if it may be a secret. */
  static String shown(String text) {
    boolean secret =
        SecretShape.isValue(text)
            || Pattern.compile("[^\\s\"'|]+")
                .matcher(text)
                .results()
                .anyMatch(word -> SecretLines.isName(word.group().replaceAll("[:,.]$", "")));
    return secret ? text.replaceAll("\"[^\"]*\"?|'[^']*'?", "\"...\"") : text;
  }
}
