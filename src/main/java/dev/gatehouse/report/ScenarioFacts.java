package dev.gatehouse.report;

import java.util.List;

/**
 * What a result must know of its scenario and Allure's own plugin does not say.
 *
 * @param path the feature file, relative to the project, with {@code /} on every system
 * @param line the line of the scenario, or of its row of examples
 * @param feature the feature's name
 * @param rule the rule's name, or empty
 * @param key what tells the scenario from every other one, the same in every run
 * @param tags the scenario's tags and those it inherits, each with its {@code @}
 */
record ScenarioFacts(
    String path, int line, String feature, String rule, String key, List<String> tags) {

  ScenarioFacts {
    tags = List.copyOf(tags);
  }

  /** Returns what follows the prefix in the first tag that starts with it, or the fallback. */
  String tagged(String prefix, String fallback) {
    return tags.stream()
        .filter(tag -> tag.startsWith(prefix) && tag.length() > prefix.length())
        .map(tag -> tag.substring(prefix.length()))
        .findFirst()
        .orElse(fallback);
  }

  /** Returns the portal the scenario is for, or {@code no portal}. */
  String portal() {
    return tagged("@portal:", "no portal");
  }

  /** Returns the entity the scenario acts for, or {@code no entity}. */
  String entity() {
    return tagged("@entity:", "no entity");
  }
}
