package dev.gatehouse.lint;

import dev.gatehouse.lint.MisreadLines.Misread;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import io.cucumber.messages.types.Background;
import io.cucumber.messages.types.Examples;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.Location;
import io.cucumber.messages.types.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks a feature file's form: names, descriptions, tables, and that nothing is empty. */
final class FeatureShape {

  /** What a person can take in at a glance. */
  private static final int STEPS = 8;

  private final FeatureFile file;
  private final MisreadLines misread;
  private final Problems problems;

  FeatureShape(FeatureFile file, MisreadLines misread, Problems problems) {
    this.file = file;
    this.misread = misread;
    this.problems = problems;
  }

  /**
   * Checks the file.
   *
   * @param blocks all its scenarios
   * @param warnings takes what is no mistake but should be otherwise
   */
  void check(List<ScenarioBlock> blocks, Problems warnings) {
    Feature feature = file.feature();
    Position at = file.at(feature.getLocation());
    if (feature.getName().isBlank()) {
      problems.add(
          Problem.at(at, "the feature has no name")
              .expected("a few words behind \"Feature:\", which the report shows"));
    }
    boolean misreadLines = descriptions(feature);
    if (blocks.isEmpty() && !misreadLines) {
      problems.add(
          Problem.at(at, "the feature has no scenario")
              .expected("at least one \"Scenario:\" with steps below it"));
    }
    names(blocks);
    blocks.forEach(block -> steps(block, warnings));
  }

  private boolean descriptions(Feature feature) {
    int before = problems.count();
    description(feature.getLocation(), feature.getDescription(), true);
    feature.getChildren().stream().flatMap(child -> child.getRule().stream()).forEach(this::rule);
    feature.getChildren().stream()
        .flatMap(child -> child.getBackground().stream())
        .forEach(this::background);
    return problems.count() > before;
  }

  private void rule(Rule rule) {
    description(rule.getLocation(), rule.getDescription(), true);
    rule.getChildren().stream()
        .flatMap(child -> child.getBackground().stream())
        .forEach(this::background);
  }

  private void background(Background background) {
    description(background.getLocation(), background.getDescription(), false);
  }

  /** Tells the steps and blocks that became a description because of their first word. */
  private void description(Location below, String text, boolean strict) {
    int number = below.getLine().intValue() + 1;
    for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      while (number < file.lines().size() && !file.line(number).strip().equals(line)) {
        number++;
      }
      String whole = file.line(number);
      Position at = file.whole().in(number, whole.length() - whole.stripLeading().length() + 1);
      misread.misread(at, line, strict).map(Misread::problem).ifPresent(problems::add);
      number++;
    }
  }

  private void names(List<ScenarioBlock> blocks) {
    Map<String, Integer> lines = new HashMap<>();
    for (ScenarioBlock block : blocks) {
      String name = block.scenario().getName().strip();
      if (name.isEmpty()) {
        problems.add(
            Problem.at(block.at(), "the scenario has no name")
                .expected("a few words behind \"Scenario:\", which the report shows"));
        continue;
      }
      Integer before = lines.putIfAbsent(name, block.at().line());
      if (before != null) {
        problems.add(
            Problem.at(block.at(), "a second scenario with the name of the one in line " + before)
                .found("\"" + MisreadLines.shown(name) + "\"")
                .expected("a name of its own, by which the report tells them apart"));
      }
    }
  }

  private void steps(ScenarioBlock block, Problems warnings) {
    int before = problems.count();
    description(block.scenario().getLocation(), block.scenario().getDescription(), false);
    for (Examples examples : block.scenario().getExamples()) {
      description(examples.getLocation(), examples.getDescription(), false);
    }
    int count = block.steps().size();
    if (count == 0 && problems.count() == before) {
      problems.add(
          Problem.at(block.at(), "the scenario has no steps")
              .expected("steps that begin with Given, When, Then, And or But"));
    }
    if (count > STEPS) {
      warnings.add(
          Problem.at(block.at(), "the scenario has " + count + " steps")
              .expected("at most " + STEPS)
              .hint("let each scenario show one thing"));
    }
  }

  /** Returns the texts of a scenario in which an outline's names can stand. */
  static Stream<SourceText> texts(ScenarioBlock block) {
    return Stream.concat(
        Stream.of(block.file().text(block.scenario().getName(), block.scenario().getLocation())),
        Stream.concat(
            block.steps().stream()
                .flatMap(
                    step ->
                        Stream.concat(
                            Stream.of(step.text()), step.table().stream().flatMap(List::stream))),
            block.scenario().getSteps().stream()
                .flatMap(step -> step.getDocString().stream())
                .map(
                    text ->
                        SourceText.of(text.getContent(), block.file().at(text.getLocation())))));
  }
}
