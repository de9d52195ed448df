package dev.gatehouse.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A scenario that will run, or an example of an outline.
 *
 * @param uniqueId the JUnit Platform's id of it
 * @param name its name, an example's with its number
 * @param feature the feature's name
 * @param file the feature file
 * @param line the line of its keyword, or of its example row
 * @param tags its tags, each with its {@code @}
 */
public record PlannedScenario(
    String uniqueId, String name, String feature, Path file, int line, Set<String> tags) {

  private static final List<String> FLOWS = List.of("health", "signup", "form", "login");

  public PlannedScenario {
    tags = Set.copyOf(tags);
  }

  /** Returns the portal its tags name, or an empty text. */
  public String portal() {
    return value("@portal:");
  }

  /** Returns the entity its tags name, or an empty text. */
  public String entity() {
    return value("@entity:");
  }

  /** Returns which flow its tags say it exercises. */
  public String flow() {
    return FLOWS.stream().filter(flow -> tags.contains("@" + flow)).findFirst().orElse("other");
  }

  /** Returns where it stands: {@code features/dh/login.feature:12}. */
  public String place() {
    return file.toString().replace('\\', '/') + ":" + line;
  }

  private String value(String prefix) {
    return tags.stream()
        .filter(tag -> tag.startsWith(prefix))
        .map(tag -> tag.substring(prefix.length()))
        .findFirst()
        .orElse("");
  }
}
