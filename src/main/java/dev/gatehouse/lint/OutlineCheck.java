package dev.gatehouse.lint;

import dev.gatehouse.problem.Nearest;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import io.cucumber.messages.types.Examples;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that an outline's names and its examples' columns fit each other. */
record OutlineCheck(ScenarioBlock block, Problems problems) {

  /** Checks it. Returns whether its examples can be filled in. */
  boolean check() {
    int before = problems.count();
    if (!block.isOutline()) {
      strayNames();
    } else if (block.scenario().getExamples().isEmpty()) {
      problems.add(
          Problem.at(block.at(), "the outline has no examples")
              .expected("\"Examples:\" with a table below its steps, or \"Scenario:\""));
    } else {
      block.scenario().getExamples().forEach(this::names);
    }
    boolean sound = problems.count() == before;
    block.scenario().getExamples().forEach(this::columns);
    return sound;
  }

  private void strayNames() {
    FeatureShape.texts(block)
        .forEach(
            text ->
                text.placeholders().stream()
                    .filter(name -> name.matches("[A-Za-z][A-Za-z0-9 _-]*"))
                    .forEach(
                        name ->
                            problems.add(
                                Problem.at(
                                        text.at(text.text().indexOf("<" + name + ">")),
                                        "\"<" + name + ">\" in a scenario without examples")
                                    .hint(
                                        "make it a \"Scenario Outline:\" with \"Examples:\", or"
                                            + " write the value"))));
  }

  private void names(Examples examples) {
    List<String> columns = header(examples).stream().map(SourceText::text).distinct().toList();
    if (examples.getTableBody().isEmpty()) {
      problems.add(
          Problem.at(block.file().at(examples.getLocation()), "the examples have no rows")
              .expected("a row of names and at least one row of values"));
      return;
    }
    FeatureShape.texts(block)
        .forEach(
            text ->
                text.placeholders().stream()
                    .filter(name -> !columns.contains(name))
                    .forEach(
                        name ->
                            problems.add(
                                Problem.at(
                                        text.at(text.text().indexOf("<" + name + ">")),
                                        "the examples have no column \"" + name + "\"")
                                    .expected("one of " + String.join(", ", columns))
                                    .didYouMean(name, columns))));
  }

  private void columns(Examples examples) {
    Set<String> used =
        FeatureShape.texts(block)
            .flatMap(text -> text.placeholders().stream())
            .collect(Collectors.toSet());
    List<String> names = header(examples).stream().map(SourceText::text).toList();
    List<String> missing = used.stream().filter(name -> !names.contains(name)).toList();
    Set<String> seen = new HashSet<>();
    for (SourceText column : header(examples)) {
      problem(column, used, missing, seen).ifPresent(problems::add);
    }
  }

  private static Optional<Problem> problem(
      SourceText column, Set<String> used, List<String> missing, Set<String> seen) {
    String name = column.text();
    if (name.isBlank()) {
      return Optional.of(Problem.at(column.at(), "a column without a name"));
    }
    if (!seen.add(name)) {
      return Optional.of(
          Problem.at(column.at(), "a second column \"" + name + "\"").hint("keep one of them"));
    }
    if (SecretLines.isName(name)) {
      return Optional.of(SecretLines.problem(column.at(), "the column \"" + name + "\""));
    }
    // A misspelled name in a step is one mistake, told there.
    return used.contains(name) || Nearest.to(name, missing).isPresent()
        ? Optional.empty()
        : Optional.of(
            Problem.at(column.at(), "the column \"" + name + "\" is not used")
                .expected("\"<" + name + ">\" in a step")
                .hint("use it or delete it"));
  }

  private List<SourceText> header(Examples examples) {
    return examples
        .getTableHeader()
        .map(row -> ScenarioBlock.cells(block.file(), row))
        .orElse(List.of());
  }
}
