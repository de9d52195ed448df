package dev.gatehouse.lint;

import dev.gatehouse.problem.Nearest;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.rule.SecretShape;
import dev.gatehouse.step.StepCatalogue;
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

  private static final String KEYWORDS_EXPECTED = "Given, When, Then, And or But";

  private static final Pattern BLOCK = Pattern.compile("([A-Za-z]+(?: [A-Za-z]+)?)\\s*(:?)(.*)");

  /**
   * What a line was meant to be.
   *
   * @param problem what is wrong with it
   * @param instead the line Gherkin would have understood; empty to leave it out
   */
  record Misread(Problem problem, String instead) {}

  /**
   * Returns what is wrong with a line, if it looks like a step or the head of a block.
   *
   * @param line without the space around it
   * @param strict whether only a text that is a step of the catalogue counts as one
   */
  Optional<Misread> misread(Position at, String line, boolean strict) {
    if (line.startsWith("|")) {
      Problem problem =
          Problem.at(at, "a table that follows no step")
              .hint("put it below the step or \"Examples:\" it belongs to");
      return Optional.of(new Misread(problem, ""));
    }
    return bareKeyword(at, line)
        .or(() -> badKeyword(at, line))
        .or(() -> noKeyword(at, line, strict))
        .or(() -> block(at, line));
  }

  private static Optional<Misread> bareKeyword(Position at, String line) {
    return STEP_KEYWORDS.contains(line)
        ? Optional.of(new Misread(Problem.at(at, "\"" + line + "\" without a step behind it"), ""))
        : Optional.empty();
  }

  private Optional<Misread> badKeyword(Position at, String line) {
    int space = line.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String first = line.substring(0, space);
    String rest = line.substring(space + 1).strip();
    return Nearest.to(first, STEP_KEYWORDS)
        .filter(keyword -> !catalogue.match(rest).isEmpty())
        .map(
            keyword ->
                new Misread(
                    Problem.at(at, "\"" + first + "\" is no keyword")
                        .expected(KEYWORDS_EXPECTED)
                        .hint("did you mean: " + shown(keyword + " " + rest)),
                    keyword + " " + rest));
  }

  private Optional<Misread> noKeyword(Position at, String line, boolean strict) {
    Optional<String> meant =
        catalogue.match(line).stream()
            .findFirst()
            .map(match -> match.step().keyword() + " " + line);
    if (meant.isEmpty() && !strict) {
      meant = catalogue.nearest(line).map(near -> near.step().keyword() + " " + near.text());
    }
    return meant.map(
        sentence ->
            new Misread(
                Problem.at(at, "a step without its keyword")
                    .found("\"" + shown(line) + "\"")
                    .expected(KEYWORDS_EXPECTED + " before it")
                    .hint("did you mean: " + shown(sentence)),
                sentence));
  }

  private static Optional<Misread> block(Position at, String line) {
    Matcher matcher = BLOCK.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String word = matcher.group(1);
    boolean colon = !matcher.group(2).isEmpty();
    boolean known = BLOCK_KEYWORDS.contains(word);
    if (known && colon) {
      return Optional.of(new Misread(misplaced(at, word), ""));
    }
    // "Notes:" and the like may stand in a description.
    return Optional.of(word)
        .filter(any -> known || colon)
        .flatMap(any -> Nearest.to(word, BLOCK_KEYWORDS))
        .filter(keyword -> Nearest.distance(lower(word), lower(keyword)) <= 2)
        .map(
            keyword ->
                new Misread(
                    Problem.at(at, "a line that does not fit here")
                        .found("\"" + shown(line) + "\"")
                        .hint("did you mean \"" + keyword + ":\"?"),
                    keyword + ":" + matcher.group(3)));
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
