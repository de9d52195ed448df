package dev.gatehouse.lint;

import dev.gatehouse.problem.Position;
import io.cucumber.messages.types.Background;
import io.cucumber.messages.types.Examples;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.Rule;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Step;
import io.cucumber.messages.types.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A scenario or an outline with what it inherits.
 *
 * @param file the file it stands in
 * @param scenario what the parser made of it
 * @param tags its own after those of its feature and rule
 * @param background the steps of its feature's and its rule's backgrounds
 * @param steps its own steps
 */
record ScenarioBlock(
    FeatureFile file,
    Scenario scenario,
    List<TagUse> tags,
    List<StepUse> background,
    List<StepUse> steps) {

  ScenarioBlock {
    tags = List.copyOf(tags);
    background = List.copyOf(background);
    steps = List.copyOf(steps);
  }

  /** Returns a file's scenarios in order. */
  static List<ScenarioBlock> of(FeatureFile file) {
    Feature feature = file.feature();
    List<TagUse> tags = file.tags(feature.getTags());
    List<StepUse> background = new ArrayList<>();
    List<ScenarioBlock> blocks = new ArrayList<>();
    for (FeatureChild child : feature.getChildren()) {
      child.getBackground().ifPresent(b -> background.addAll(steps(file, b)));
      child.getScenario().ifPresent(s -> blocks.add(block(file, s, tags, background)));
      child.getRule().ifPresent(rule -> ofRule(file, rule, tags, background, blocks));
    }
    return blocks;
  }

  private static void ofRule(
      FeatureFile file,
      Rule rule,
      List<TagUse> featureTags,
      List<StepUse> featureBackground,
      List<ScenarioBlock> blocks) {
    List<TagUse> tags = joined(featureTags, file.tags(rule.getTags()));
    List<StepUse> background = new ArrayList<>(featureBackground);
    for (RuleChild child : rule.getChildren()) {
      child.getBackground().ifPresent(b -> background.addAll(steps(file, b)));
      child.getScenario().ifPresent(s -> blocks.add(block(file, s, tags, background)));
    }
  }

  private static ScenarioBlock block(
      FeatureFile file, Scenario scenario, List<TagUse> tags, List<StepUse> background) {
    return new ScenarioBlock(
        file,
        scenario,
        joined(tags, file.tags(scenario.getTags())),
        background,
        scenario.getSteps().stream().map(step -> step(file, step)).toList());
  }

  private static List<StepUse> steps(FeatureFile file, Background background) {
    return background.getSteps().stream().map(step -> step(file, step)).toList();
  }

  private static StepUse step(FeatureFile file, Step step) {
    Position at = file.at(step.getLocation());
    String keyword = step.getKeyword().strip();
    String line = file.line(at.line());
    int index = line.indexOf(step.getText(), at.column() - 1 + keyword.length());
    return new StepUse(
        at,
        keyword,
        SourceText.of(step.getText(), index < 0 ? at : at.in(at.line(), index + 1)),
        step.getDataTable().stream()
            .flatMap(table -> table.getRows().stream())
            .map(row -> cells(file, row))
            .toList(),
        step.getDocString().isPresent());
  }

  static List<SourceText> cells(FeatureFile file, TableRow row) {
    return row.getCells().stream()
        .map(cell -> SourceText.of(cell.getValue(), file.at(cell.getLocation())))
        .toList();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  Position at() {
    return file.at(scenario.getLocation());
  }

  /** Returns the line its tags, or else its keyword, begin at. */
  int firstLine() {
    return Stream.concat(
            scenario.getTags().stream().map(tag -> tag.getLocation()),
            Stream.of(scenario.getLocation()))
        .mapToInt(location -> location.getLine().intValue())
        .min()
        .orElse(0);
  }

  /** Returns whether it says to be an outline or has examples. */
  boolean isOutline() {
    return !scenario.getExamples().isEmpty()
        || scenario.getKeyword().strip().matches("Scenario (Outline|Template)");
  }

  /** Returns what would run: itself, or each of its examples. */
  List<ScenarioCase> cases() {
    if (!isOutline()) {
      return List.of(new ScenarioCase(at(), tags, joined(background, steps)));
    }
    List<ScenarioCase> cases = new ArrayList<>();
    for (Examples examples : scenario.getExamples()) {
      List<TagUse> all = joined(tags, file.tags(examples.getTags()));
      for (TableRow row : examples.getTableBody()) {
        Map<String, SourceText> example = example(examples.getTableHeader(), row);
        List<StepUse> filled = steps.stream().map(step -> step.with(example)).toList();
        // Placeholders in a background are not replaced by Cucumber either.
        cases.add(new ScenarioCase(at(), all, joined(background, filled)));
      }
    }
    return cases;
  }

  private Map<String, SourceText> example(Optional<TableRow> header, TableRow row) {
    Map<String, SourceText> example = new LinkedHashMap<>();
    List<SourceText> names = header.map(h -> cells(file, h)).orElse(List.of());
    List<SourceText> values = cells(file, row);
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      example.put(names.get(i).text(), values.get(i));
    }
    return example;
  }
}
