package dev.gatehouse.yaml;

import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.rule.SecretShape;
import dev.gatehouse.rule.ValueRule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns single values into Java values, or adds a problem that names the value by its key. Not
 * thread-safe.
 */
final class ScalarReader {

  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(s|min|h|d)");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final Problems problems;

  ScalarReader(Problems problems) {
    this.problems = problems;
  }

  Optional<YamlScalar> text(String key, YamlValue value) {
    if (!(value instanceof YamlScalar scalar)) {
      wrong(key, value, "a text");
      return Optional.empty();
    }
    if (scalar.text().isBlank() || scalar.kind() == YamlScalar.Kind.NOTHING) {
      problems.add(
          Problem.at(value.at(), "\"" + key + "\" has no value")
              .expected("a text")
              .hint("write one or delete the key"));
    } else if (scalar.kind() == YamlScalar.Kind.BOOLEAN) {
      problems.add(problem(key, value, "a text").hint("put it in quotes if it is meant as a text"));
    } else if (SecretShape.isValue(scalar.text())) {
      problems.add(MappingReader.secret(value.at(), "\"" + key + "\" looks like a secret"));
    } else if (scalar.text().chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
      problems.add(
          Problem.at(value.at(), "\"" + key + "\" has a control character").hint("delete it"));
    } else {
      return Optional.of(scalar);
    }
    return Optional.empty();
  }

  boolean meets(String key, YamlScalar scalar, ValueRule rule) {
    boolean meets = rule.accepts(scalar.text());
    if (!meets) {
      wrong(key, scalar, rule.explanation());
    }
    return meets;
  }

  boolean flag(String key, YamlValue value, boolean otherwise) {
    if (value instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.BOOLEAN) {
      return Boolean.parseBoolean(scalar.text());
    }
    wrong(key, value, "true or false");
    return otherwise;
  }

  <E extends Enum<E>> E choice(String key, YamlScalar scalar, Class<E> type, E otherwise) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> words = constants.stream().map(ScalarReader::word).toList();
    int index = words.indexOf(scalar.text());
    if (index < 0) {
      problems.add(
          problem(key, scalar, "one of " + String.join(", ", words))
              .didYouMean(scalar.text(), words));
      return otherwise;
    }
    return constants.get(index);
  }

  Duration duration(String key, YamlScalar scalar, Duration otherwise) {
    Matcher matcher = DURATION.matcher(scalar.text());
    if (!matcher.matches()) {
      wrong(key, scalar, "a whole number and s, min, h or d, without a space: 300s, 30min, 8h");
      return otherwise;
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "min" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  Optional<LocalDate> date(String key, YamlScalar scalar) {
    // The pattern first: LocalDate also takes years of more than four digits.
    if (DATE.matcher(scalar.text()).matches()) {
      try {
        return Optional.of(LocalDate.parse(scalar.text()));
      } catch (DateTimeException e) {
        // Not in the calendar, which is told below.
      }
    }
    wrong(key, scalar, "a date of the calendar: 2026-01-31");
    return Optional.empty();
  }

  void wrong(String key, YamlValue value, String expected) {
    problems.add(problem(key, value, expected));
  }

  private static Problem problem(String key, YamlValue value, String expected) {
    Position at = value.at();
    return Problem.at(at, "\"" + key + "\" is not valid").found(value.shown()).expected(expected);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
