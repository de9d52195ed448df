package dev.gatehouse.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.rule.SecretShape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in plain words what the YAML parser says in its own. */
final class YamlSyntax {

  private static final Pattern CANNOT_START =
      Pattern.compile("found character '(.*)' that cannot start any token.*", Pattern.DOTALL);

  private YamlSyntax() {}

  static Problem problem(Position whole, String text, JsonProcessingException e) {
    if (!(e.getCause() instanceof MarkedYAMLException marked)) {
      // Without a mark it comes from Jackson, which takes only simple keys.
      return Problem.at(position(whole, e.getLocation()), "a key or value that cannot be read")
          .expected("lines such as \"name: acme\"")
          .hint("keys are simple texts");
    }
    Position at = position(whole, marked.getProblemMark());
    Position opened = position(whole, marked.getContextMark());
    String said = marked.getProblem();
    Matcher cannotStart = CANNOT_START.matcher(said);
    if (cannotStart.matches()) {
      return cannotStart.group(1).startsWith("\t") || cannotStart.group(1).startsWith("\\t")
          ? Problem.at(at, "a tab").expected("spaces").hint("indent with two spaces per level")
          : Problem.at(at, "a value cannot begin with " + cannotStart.group(1))
              .hint("put the value in quotes");
    }
    if (said.equals("found unexpected end of stream")) {
      return Problem.at(opened, "a quote that is never closed")
          .found(line(text, opened.line()))
          .hint("close the quote at the end of the value");
    }
    if (said.startsWith("found unknown escape character")) {
      return Problem.at(at, "an unknown \\ in a double-quoted value")
          .found(line(text, at.line()))
          .hint("use single quotes, in which \\ has no meaning");
    }
    if (said.startsWith("expected ',' or")) {
      char close = said.charAt("expected ',' or '".length());
      return Problem.at(opened, "a " + (close == ']' ? "[" : "{") + " that is never closed")
          .found(line(text, opened.line()))
          .expected("a " + close + " after the last value");
    }
    if (said.equals("mapping values are not allowed here")) {
      return Problem.at(at, "a colon where none can be")
          .found(line(text, at.line()))
          .hint(
              "if it belongs to the value, put the value in quotes; else check the indentation and"
                  + " the line above");
    }
    if (said.startsWith("could not find expected ':'")) {
      return Problem.at(opened, "a line without a colon")
          .found(line(text, opened.line()))
          .expected("a line such as \"name: acme\"");
    }
    if (said.startsWith("expected <block end>")) {
      return Problem.at(at, "a line that does not fit the ones above")
          .found(line(text, at.line()))
          .hint("check its indentation and the quotes in it and above it");
    }
    return Problem.at(at, "not valid YAML: " + said)
        .found(line(text, at.line()))
        .expected("lines such as \"name: acme\"");
  }

  private static Position position(Position whole, @Nullable Mark mark) {
    return mark == null ? whole : whole.in(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Position position(Position whole, @Nullable JsonLocation location) {
    return location == null ? whole : whole.in(location.getLineNr(), location.getColumnNr());
  }

  /** Returns a line in quotes, but without its value if that may be a secret. */
  private static String line(String text, int number) {
    String line = text.lines().skip(Math.max(0, number - 1L)).findFirst().orElse("").strip();
    int colon = line.indexOf(':');
    String key = colon < 0 ? line : line.substring(0, colon);
    return SecretShape.isKey(key) || SecretShape.isValue(line)
        ? "a line that may hold a secret"
        : YamlScalar.quoted(line);
  }
}
