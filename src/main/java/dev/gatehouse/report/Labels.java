package dev.gatehouse.report;

import io.qameta.allure.model.Label;
import io.qameta.allure.model.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The labels by which the report groups: entity, portal and flow under "Behaviors", portal, feature
 * and rule under "Suites", and the severity.
 */
final class Labels {

  /** The first that is there decides: a health check that signs in is a health check. */
  private static final List<String> FLOWS = List.of("@health", "@signup", "@form", "@login");

  private static final Set<String> SEVERITIES =
      Set.of("blocker", "critical", "normal", "minor", "trivial");

  /** What we set ourselves, or what only repeats a path. */
  private static final Set<String> REPLACED =
      Set.of(
          "epic",
          "feature",
          "story",
          "severity",
          "parentSuite",
          "suite",
          "subSuite",
          "testClass",
          "package",
          "gherkin_uri");

  private Labels() {}

  static void set(TestResult result, ScenarioFacts facts) {
    List<Label> labels = new ArrayList<>();
    for (Label label : result.getLabels()) {
      boolean severityTag =
          "tag".equals(label.getName()) && label.getValue().startsWith("severity:");
      if (!REPLACED.contains(label.getName()) && !severityTag) {
        labels.add(label);
      }
    }
    add(labels, "epic", facts.entity());
    add(labels, "feature", facts.portal());
    add(labels, "story", flow(facts));
    add(labels, "severity", severity(facts));
    add(labels, "parentSuite", facts.portal());
    add(labels, "suite", facts.feature());
    if (!facts.rule().isEmpty()) {
      add(labels, "subSuite", facts.rule());
    }
    add(labels, "package", facts.path().replace('/', '.').replaceFirst("\\.feature$", ""));
    result.setLabels(labels);
  }

  static String flow(ScenarioFacts facts) {
    return FLOWS.stream()
        .filter(facts.tags()::contains)
        .map(tag -> tag.substring(1))
        .findFirst()
        .orElse("other");
  }

  /** The scenario's own tags come after its feature's, so the last one decides. */
  static String severity(ScenarioFacts facts) {
    String severity = "normal";
    for (String tag : facts.tags()) {
      String name = tag.substring(1).toLowerCase(Locale.ROOT).replaceFirst("^severity[:=]", "");
      if (SEVERITIES.contains(name)) {
        severity = name;
      }
    }
    return severity;
  }

  private static void add(List<Label> labels, String name, String value) {
    labels.add(new Label().setName(name).setValue(value));
  }
}
