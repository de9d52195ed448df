package dev.gatehouse.run;

import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.ProblemsException;
import io.cucumber.tagexpressions.Expression;
import io.cucumber.tagexpressions.TagExpressionException;
import io.cucumber.tagexpressions.TagExpressionParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Chooses the scenarios a request asks for. */
final class Discovery {

  private static final Pattern WITH_LINES = Pattern.compile("(.+\\.feature)((?::\\d+)+)");

  private Discovery() {}

  /**
   * Returns the scenarios, in the order of their files.
   *
   * @throws ProblemsException when a path or the tag expression is wrong
   */
  static List<PlannedScenario> scenarios(Launcher launcher, RunRequest request) {
    Expression tags = expression(request);
    TestPlan plan =
        launcher.discover(CucumberLaunch.request(selectors(launcher, request), List.of()));
    List<PlannedScenario> found = new ArrayList<>();
    for (TestIdentifier root : plan.getRoots()) {
      plan.getDescendants(root).stream()
          .filter(TestIdentifier::isTest)
          .map(test -> scenario(plan, test))
          .flatMap(Optional::stream)
          .filter(scenario -> tags.evaluate(List.copyOf(scenario.tags())))
          .filter(s -> request.portal().map(s.portal()::equals).orElse(true))
          .filter(s -> request.entity().map(s.entity()::equals).orElse(true))
          .forEach(found::add);
    }
    found.sort(
        Comparator.comparing((PlannedScenario s) -> s.file().toString())
            .thenComparingInt(PlannedScenario::line));
    return inShard(found, request.shard());
  }

  private static Expression expression(RunRequest request) {
    try {
      return TagExpressionParser.parse(request.tags().orElse(""));
    } catch (TagExpressionException e) {
      throw new ProblemsException(
          List.of(
              Problem.at(new Position("--tags", 0, 0), "not a tag expression")
                  .found("\"" + request.tags().orElse("") + "\"")
                  .expected("tags joined with and, or, not: \"@login and not @slow\"")
                  .hint(String.valueOf(e.getMessage()).replaceAll("\\s+", " "))));
    }
  }

  private static List<DiscoverySelector> selectors(Launcher launcher, RunRequest request) {
    List<String> paths =
        request.paths().isEmpty() ? List.of(request.features().toString()) : request.paths();
    return paths.stream().flatMap(path -> selectors(launcher, path).stream()).toList();
  }

  private static List<DiscoverySelector> selectors(Launcher launcher, String path) {
    Matcher withLines = WITH_LINES.matcher(path);
    String file = withLines.matches() ? withLines.group(1) : path;
    if (!Files.exists(Path.of(file))) {
      throw new ProblemsException(
          List.of(
              Problem.at(new Position(path, 0, 0), "no such file or folder")
                  .expected("a folder, a .feature file, or file.feature:line")));
    }
    if (withLines.matches()) {
      return atLines(launcher, file, withLines.group(2).substring(1).split(":", -1));
    }
    return List.of(
        Files.isDirectory(Path.of(file))
            ? DiscoverySelectors.selectDirectory(file)
            : DiscoverySelectors.selectFile(file));
  }

  // Cucumber takes the whole feature for a line that begins nothing, which nobody means.
  private static List<DiscoverySelector> atLines(Launcher launcher, String file, String[] lines) {
    TestPlan plan =
        launcher.discover(
            CucumberLaunch.request(List.of(DiscoverySelectors.selectFile(file)), List.of()));
    TreeSet<Integer> beginnings = new TreeSet<>();
    for (TestIdentifier root : plan.getRoots()) {
      plan.getDescendants(root).forEach(test -> line(test).ifPresent(beginnings::add));
    }
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (String line : lines) {
      int number = Integer.parseInt(line);
      if (!beginnings.contains(number)) {
        throw new ProblemsException(
            List.of(
                Problem.at(new Position(file, number, 0), "nothing begins at this line")
                    .expected(
                        "the line of a feature, a rule, a scenario or an example: "
                            + beginnings.stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ")))));
      }
      selectors.add(DiscoverySelectors.selectFile(file, FilePosition.from(number)));
    }
    return selectors;
  }

  private static Optional<Integer> line(TestIdentifier test) {
    return test.getSource()
        .filter(FileSource.class::isInstance)
        .map(FileSource.class::cast)
        .flatMap(FileSource::getPosition)
        .map(position -> position.getLine());
  }

  private static Optional<PlannedScenario> scenario(TestPlan plan, TestIdentifier test) {
    return test.getSource()
        .filter(FileSource.class::isInstance)
        .map(FileSource.class::cast)
        .map(
            source -> {
              String parent = plan.getParent(test).map(TestIdentifier::getDisplayName).orElse("");
              return new PlannedScenario(
                  test.getUniqueId(),
                  name(plan, test),
                  featureOf(plan, test, parent),
                  Path.of("")
                      .toAbsolutePath()
                      .relativize(source.getFile().toPath().toAbsolutePath()),
                  line(test).orElse(0),
                  test.getTags().stream()
                      .map(tag -> "@" + tag.getName())
                      .collect(Collectors.toSet()));
            });
  }

  // An example is called "#1.2"; only its outline, two levels up, has a name that says something.
  private static String name(TestPlan plan, TestIdentifier test) {
    String own = test.getDisplayName();
    if (!own.matches("(?:Example )?#\\d+\\.\\d+.*")) {
      return own;
    }
    return plan.getParent(test)
        .flatMap(plan::getParent)
        .map(outline -> outline.getDisplayName() + " " + own.replaceFirst("^Example ", ""))
        .orElse(own);
  }

  private static String featureOf(TestPlan plan, TestIdentifier test, String fallback) {
    TestIdentifier top = test;
    while (true) {
      Optional<TestIdentifier> parent = plan.getParent(top);
      if (parent.isEmpty() || parent.get().getParentId().isEmpty()) {
        return top.equals(test) ? fallback : top.getDisplayName();
      }
      top = parent.get();
    }
  }

  // A portal's scenarios stay together, so that two machines never work one portal at once.
  private static List<PlannedScenario> inShard(List<PlannedScenario> all, Shard shard) {
    if (shard.count() == 1) {
      return all;
    }
    Map<String, Long> sizes =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    PlannedScenario::portal, TreeMap::new, Collectors.counting()));
    long[] load = new long[shard.count()];
    Map<String, Integer> shardOf = new TreeMap<>();
    sizes.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(
            entry -> {
              int lightest = 0;
              for (int i = 1; i < load.length; i++) {
                lightest = load[i] < load[lightest] ? i : lightest;
              }
              load[lightest] += entry.getValue();
              shardOf.put(entry.getKey(), lightest + 1);
            });
    return all.stream().filter(s -> shardOf.getOrDefault(s.portal(), 1) == shard.index()).toList();
  }
}
