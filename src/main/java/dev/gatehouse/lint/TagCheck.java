package dev.gatehouse.lint;

import dev.gatehouse.problem.Nearest;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the tags that mean something to us; all others are free. */
record TagCheck(Known known, Problems problems) {

  private static final List<String> KEYS = List.of("portal", "entity", "severity");
  private static final List<String> SEVERITIES =
      List.of("blocker", "critical", "normal", "minor", "trivial");
  private static final Pattern WITH_VALUE = Pattern.compile("@([^:=]*)([:=])(.*)");
  private static final Pattern JOINED =
      Pattern.compile("@(portal|entity)[-_.](.+)", Pattern.CASE_INSENSITIVE);

  /** Checks the tags of a file, each once. */
  void check(List<TagUse> tags) {
    tags.stream().distinct().map(this::problem).flatMap(Optional::stream).forEach(problems::add);
  }

  /** Checks that a scenario's tags do not contradict each other. */
  void checkTogether(ScenarioCase scenario) {
    for (String key : List.of("portal", "entity")) {
      Optional<TagUse> first = scenario.tag(key);
      scenario.tags().stream()
          .filter(tag -> tag.is(key) && first.isPresent() && !tag.name().equals(first.get().name()))
          .forEach(
              tag ->
                  problems.add(
                      Problem.at(tag.at(), "a second " + key + " for one scenario")
                          .found("\"" + tag.name() + "\"")
                          .expected(
                              "only \""
                                  + first.get().name()
                                  + "\", as in line "
                                  + first.get().at().line())));
    }
  }

  private Optional<Problem> problem(TagUse tag) {
    Matcher withValue = WITH_VALUE.matcher(tag.name());
    if (!withValue.matches()) {
      return withoutValue(tag);
    }
    String key = withValue.group(1);
    String value = withValue.group(3);
    if (KEYS.contains(key) && withValue.group(2).equals(":")) {
      return value.isEmpty() ? Optional.of(noValue(tag, key)) : valueProblem(tag, key, value);
    }
    return Nearest.to(key, KEYS).map(meant -> malformed(tag, meant, value));
  }

  private Optional<Problem> withoutValue(TagUse tag) {
    String key = tag.name().substring(1).toLowerCase(Locale.ROOT);
    if (KEYS.contains(key)) {
      return Optional.of(noValue(tag, key));
    }
    Matcher joined = JOINED.matcher(tag.name());
    return joined.matches() && isDefined(joined.group(2))
        ? Optional.of(malformed(tag, joined.group(1).toLowerCase(Locale.ROOT), joined.group(2)))
        : Optional.empty();
  }

  private boolean isDefined(String name) {
    return known.portal(name).isPresent() || known.entity(name).isPresent();
  }

  private static Problem noValue(TagUse tag, String key) {
    return Problem.at(tag.at(), "the tag \"" + tag.name() + "\" does not say which " + key)
        .expected("@" + key + ":NAME");
  }

  private static Problem malformed(TagUse tag, String key, String value) {
    Problem problem =
        Problem.at(tag.at(), "the tag \"" + tag.name() + "\" is not written as it must be")
            .expected("@" + key + ":NAME");
    return value.isEmpty() ? problem : problem.hint("did you mean \"@" + key + ":" + value + "\"?");
  }

  private Optional<Problem> valueProblem(TagUse tag, String key, String value) {
    return switch (key) {
      case "portal" -> known.portalProblem(value, tag.at());
      case "entity" -> known.entityProblem(value, tag.at());
      default ->
          SEVERITIES.contains(value)
              ? Optional.empty()
              : Optional.of(
                  Problem.at(tag.at(), "unknown severity \"" + value + "\"")
                      .expected("one of " + String.join(", ", SEVERITIES))
                      .didYouMean(value, SEVERITIES));
    };
  }
}
