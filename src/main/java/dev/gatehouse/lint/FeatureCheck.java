package dev.gatehouse.lint;

import dev.gatehouse.portal.Definitions;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.step.StepCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/**
 * Checks feature files without a browser: their Gherkin, their steps, the portals, entities, forms
 * and places they name, the values they give, and that they hold no secrets. Immutable.
 */
public final class FeatureCheck {

  private final StepCatalogue catalogue = StepCatalogue.load();
  private final Path project;

  /**
   * What was checked.
   *
   * @param features how many files
   * @param scenarios how many scenarios, each example of an outline counted as one
   * @param warnings what is no mistake but should be otherwise, in order
   */
  public record Checked(int features, int scenarios, List<Problem> warnings) {
    public Checked {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @param project the folder from which files to upload are named
   */
  public FeatureCheck(Path project) {
    this.project = project;
  }

  /**
   * Checks feature files and adds the problems of all of them; one cause is told once.
   *
   * @param paths folders, files, or {@code file.feature:line} for the scenario there
   * @param definitions what feature files can name
   * @param problems those of the definitions; names that a problem stands behind count as known
   */
  public Checked check(List<String> paths, Definitions definitions, Problems problems) {
    Known known = Known.of(definitions, problems);
    Problems warnings = new Problems();
    int scenarios = 0;
    Map<Path, NavigableSet<Integer>> files = FeaturePaths.find(paths, problems);
    for (Map.Entry<Path, NavigableSet<Integer>> entry : files.entrySet()) {
      Problems found = new Problems();
      Optional<FeatureFile> file = FeatureFile.read(entry.getKey(), catalogue, found);
      if (file.isPresent()) {
        scenarios += check(file.get(), entry.getValue(), known, found, warnings);
      }
      addOnce(found, problems);
    }
    return new Checked(files.size(), scenarios, warnings.sorted());
  }

  /** Adds problems; of those that say the same of the same place, only the first. */
  private static void addOnce(Problems found, Problems problems) {
    Set<List<Object>> told = new HashSet<>();
    for (Problem problem : found.sorted()) {
      if (told.add(List.of(problem.at(), problem.what()))) {
        problems.add(problem);
      }
    }
  }

  private int check(
      FeatureFile file,
      NavigableSet<Integer> lines,
      Known known,
      Problems problems,
      Problems warnings) {
    List<ScenarioBlock> blocks = ScenarioBlock.of(file);
    new FeatureShape(file, new MisreadLines(catalogue), problems).check(blocks, warnings);
    TagCheck tags = new TagCheck(known, problems);
    boolean tagsUnderstood = tags(file, blocks, tags, problems);
    ArgumentCheck arguments = new ArgumentCheck(project, problems);
    List<ScenarioCase> cases = new ArrayList<>();
    for (ScenarioBlock block : chosen(file, blocks, lines, problems)) {
      if (new OutlineCheck(block, problems).check()) {
        cases.addAll(block.cases());
      }
    }
    for (ScenarioCase scenario : cases) {
      tags.checkTogether(scenario);
      CaseCheck check = new CaseCheck(scenario, catalogue, known, arguments, problems);
      scenario.steps().forEach(check::check);
    }
    if (tagsUnderstood) {
      portalTags(file, cases, problems);
    }
    return cases.size();
  }

  private static boolean tags(
      FeatureFile file, List<ScenarioBlock> blocks, TagCheck check, Problems problems) {
    int before = problems.count();
    List<TagUse> tags = new ArrayList<>(file.tags(file.feature().getTags()));
    for (ScenarioBlock block : blocks) {
      tags.addAll(block.tags());
      block
          .scenario()
          .getExamples()
          .forEach(examples -> tags.addAll(file.tags(examples.getTags())));
    }
    check.check(tags);
    return problems.count() == before;
  }

  private static List<ScenarioBlock> chosen(
      FeatureFile file,
      List<ScenarioBlock> blocks,
      NavigableSet<Integer> lines,
      Problems problems) {
    if (lines.isEmpty()) {
      return blocks;
    }
    Set<Integer> chosen = new HashSet<>();
    for (int line : lines) {
      if (line < 1 || line > file.lines().size()) {
        problems.add(
            Problem.at(file.whole().in(line, 0), "no such line")
                .expected("1 to " + file.lines().size()));
      }
      List<Integer> above =
          blocks.stream().map(ScenarioBlock::firstLine).filter(first -> first <= line).toList();
      if (above.isEmpty()) {
        return blocks;
      }
      chosen.add(above.get(above.size() - 1));
    }
    return blocks.stream().filter(block -> chosen.contains(block.firstLine())).toList();
  }

  /** Runs sort by the portal's tag: each scenario needs one. */
  private static void portalTags(FeatureFile file, List<ScenarioCase> cases, Problems problems) {
    List<ScenarioCase> without =
        cases.stream().filter(scenario -> scenario.tag("portal").isEmpty()).toList();
    if (!without.isEmpty() && without.size() == cases.size()) {
      problems.add(noPortal(file.at(file.feature().getLocation()), "no scenario says its portal"));
    } else {
      without.forEach(s -> problems.add(noPortal(s.at(), "the scenario does not say its portal")));
    }
  }

  private static Problem noPortal(Position at, String what) {
    return Problem.at(at, what).expected("a tag @portal:NAME above it");
  }
}
