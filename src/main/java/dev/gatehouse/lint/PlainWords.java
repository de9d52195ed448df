package dev.gatehouse.lint;

import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds steps to business words: no selectors, no addresses, no waits. */
final class PlainWords {

  private static final Pattern ADDRESS = Pattern.compile("(?:https?://|www\\.)[^\\s\"']*");
  private static final Pattern XPATH =
      Pattern.compile("(?:xpath\\s*=\\s*.+|\\(?\\.?//[A-Za-z*@].*|/html\\b.*)");
  private static final Pattern CSS =
      Pattern.compile(
          "(?:css\\s*=\\s*.+|id\\s*=\\s*\\S+|[#.][a-z][\\w-]*"
              + "|(?:a|button|div|form|img|input|label|li|option|select|span|td|textarea|ul)"
              + "(?:[#.][\\w-]+|\\[[^\\]]+\\]|:nth-[a-z-]+\\(.*\\)|\\s*>\\s*\\S+)+.*"
              + "|\\[[a-z-]+[~|^$*]?=.*\\].*)");
  private static final Pattern WAIT =
      Pattern.compile("\\b(?:wait|waits|sleep|sleeps|pause|pauses)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private PlainWords() {}

  /** Returns the problem of a label or place that is none. */
  static Optional<Problem> ofArgument(Position at, String value, String expected) {
    if (XPATH.matcher(value).matches()) {
      return Optional.of(problem(at, "an XPath in a step", value, expected));
    }
    if (CSS.matcher(value).matches()) {
      return Optional.of(problem(at, "a CSS selector in a step", value, expected));
    }
    return ADDRESS.matcher(value).lookingAt()
        ? Optional.of(problem(at, "an address in a step", value, expected))
        : Optional.empty();
  }

  /** Returns the problem of a step that is none of the catalogue's because of what it speaks of. */
  static Optional<Problem> ofUnknownStep(SourceText step) {
    Matcher word = WORD.matcher(step.text());
    while (word.find()) {
      int group = word.group(1) != null ? 1 : word.group(2) != null ? 2 : 3;
      Optional<Problem> problem =
          ofArgument(
              step.at(word.start()),
              word.group(group),
              "the name of a portal or place, or the text on the page");
      if (problem.isPresent()) {
        return problem;
      }
    }
    return WAIT.matcher(step.text()).find()
        ? Optional.of(
            Problem.at(step.at(), "a wait in a step")
                .found("\"" + MisreadLines.shown(step.text()) + "\"")
                .hint("delete it: every step waits for what it needs by itself"))
        : Optional.empty();
  }

  private static Problem problem(Position at, String what, String value, String expected) {
    return Problem.at(at, what).found("\"" + value + "\"").expected(expected);
  }
}
