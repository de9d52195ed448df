package dev.gatehouse.lint;

import dev.gatehouse.lint.MisreadLines.Misread;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import io.cucumber.messages.types.ParseError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells in our words what Gherkin's parser did not understand. */
record SyntaxProblems(Position whole, List<String> lines, MisreadLines misread) {

  private static final Pattern UNEXPECTED =
      Pattern.compile("\\(\\d+:\\d+\\): expected: (.*), got '(.*)'", Pattern.DOTALL);
  private static final Pattern TOO_SHORT =
      Pattern.compile("\\(\\d+:\\d+\\): unexpected end of file, expected: (.*)");
  private static final Pattern LANGUAGE =
      Pattern.compile("\\(\\d+:\\d+\\): Language not supported: (.*)");

  /** The parser expects both only at the very beginning. */
  private static boolean atTheBeginning(String expected) {
    return expected.contains("#FeatureLine") && expected.contains("#Language");
  }

  /**
   * Tells the table rows that lack the bar at their end: Gherkin would drop their last cell.
   *
   * @return the lines with the bars
   */
  static List<String> closeRows(Position whole, List<String> lines, Problems problems) {
    List<String> closed = new ArrayList<>(lines);
    boolean text = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      text ^= line.startsWith("\"\"\"") || line.startsWith("```");
      if (!text && line.startsWith("|") && !line.endsWith("|")) {
        problems.add(
            Problem.at(
                    whole.in(i + 1, lines.get(i).indexOf('|') + 1),
                    "a table row that does not end with |")
                .hint("add it"));
        closed.set(i, lines.get(i).stripTrailing() + " |");
      }
    }
    return closed;
  }

  /**
   * Tells what is wrong.
   *
   * @return the lines as they were probably meant, so that the rest of the file can be checked too;
   *     nothing if that cannot be told
   */
  Optional<List<String>> tell(List<ParseError> errors, Problems problems) {
    Set<Integer> told = new HashSet<>();
    List<String> meant = new ArrayList<>(lines);
    boolean begun = false;
    boolean repaired = true;
    for (ParseError error : errors) {
      Matcher unexpected = UNEXPECTED.matcher(error.getMessage());
      boolean beginning = unexpected.matches() && atTheBeginning(unexpected.group(1));
      Position at = at(error);
      // One mistake makes the parser stumble over every line that follows.
      if (told.add(at.line()) && !(beginning && begun)) {
        if (unexpected.matches() && !beginning) {
          Misread line = unexpected(at, unexpected.group(2));
          problems.add(line.problem());
          meant.set(at.line() - 1, " ".repeat(column(at.line()) - 1) + line.instead());
        } else {
          problems.add(problem(at, error.getMessage()));
          repaired = false;
        }
      }
      begun |= beginning || LANGUAGE.matcher(error.getMessage()).matches() || isTag(error);
    }
    return repaired ? Optional.of(List.copyOf(meant)) : Optional.empty();
  }

  private static boolean isTag(ParseError error) {
    return error.getMessage().contains("A tag may not contain whitespace");
  }

  private Position at(ParseError error) {
    return error
        .getSource()
        .getLocation()
        .map(
            l ->
                whole.in(
                    Math.max(1, Math.min(l.getLine().intValue(), lines.size())),
                    l.getColumn().map(Long::intValue).orElse(0)))
        .orElse(whole);
  }

  private Problem problem(Position at, String message) {
    Matcher unexpected = UNEXPECTED.matcher(message);
    if (unexpected.matches()) {
      return Problem.at(at, "the file does not begin with a feature")
          .found("\"" + MisreadLines.shown(unexpected.group(2)) + "\"")
          .expected("\"Feature:\" and its name above everything but tags and comments");
    }
    Matcher tooShort = TOO_SHORT.matcher(message);
    if (tooShort.matches()) {
      return tooShort(at, tooShort.group(1));
    }
    Matcher language = LANGUAGE.matcher(message);
    if (language.matches()) {
      return Problem.at(at, "unknown language")
          .found("\"" + language.group(1) + "\"")
          .expected("a code such as en")
          .hint("steps are written in English: delete the line");
    }
    if (message.contains("inconsistent cell count")) {
      return cells(at);
    }
    if (message.contains("tag may not contain whitespace")) {
      return Problem.at(at, "a tag with a space in it")
          .found("\"" + MisreadLines.shown(line(at).strip()) + "\"")
          .expected("tags that each begin with @, a space between them");
    }
    return Problem.at(at, "Gherkin cannot read this: " + message.replaceFirst("^\\(.*?\\): ", ""));
  }

  private Misread unexpected(Position at, String line) {
    return misread
        .misread(at, line, false)
        .orElseGet(
            () ->
                new Misread(
                    Problem.at(at, "a line that does not fit here")
                        .found("\"" + MisreadLines.shown(line) + "\"")
                        .expected(
                            "a step that begins with Given, When, Then, And or But, or"
                                + " \"Scenario:\"")
                        .hint("begin a comment with #"),
                    ""));
  }

  private Problem tooShort(Position end, String expected) {
    if (expected.contains("#DocStringSeparator")) {
      int line = end.line();
      while (line > 1 && !line(line).strip().matches("(\"\"\"|```).*")) {
        line--;
      }
      return Problem.at(
              whole.in(line, column(line)), "a text block that does not end before the file does")
          .expected("\"\"\" below it");
    }
    if (expected.contains("#TagLine")) {
      int line = end.line();
      while (line > 1 && !line(line).strip().startsWith("@")) {
        line--;
      }
      return Problem.at(whole.in(line, column(line)), "tags that belong to nothing")
          .found("\"" + MisreadLines.shown(line(line).strip()) + "\"")
          .hint("put them above the scenario they are for, or delete them");
    }
    return Problem.at(end, "the file ends too early");
  }

  private Problem cells(Position at) {
    int first = at.line();
    while (first > 1 && line(first - 1).strip().startsWith("|")) {
      first--;
    }
    return Problem.at(at, "a row with another number of cells than the first of its table")
        .found(String.valueOf(count(line(at.line()))))
        .expected(count(line(first)) + ", as in line " + first);
  }

  private static int count(String row) {
    return (int) row.replaceAll("\\\\.", "").chars().filter(c -> c == '|').count() - 1;
  }

  private String line(Position at) {
    return line(at.line());
  }

  private String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  private int column(int number) {
    String line = line(number);
    return line.length() - line.stripLeading().length() + 1;
  }
}
