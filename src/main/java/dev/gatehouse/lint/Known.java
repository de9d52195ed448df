package dev.gatehouse.lint;

import dev.gatehouse.entity.Entity;
import dev.gatehouse.portal.Definitions;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is defined.
 *
 * @param definitions the definitions that are in order
 * @param broken the names whose definitions have problems; nothing is said about those here again
 */
record Known(Definitions definitions, Set<String> broken) {

  private static final String ENDING = ".yaml";

  Known {
    broken = Set.copyOf(broken);
  }

  /**
   * Returns what is defined.
   *
   * @param problems those of the definitions
   */
  static Known of(Definitions definitions, Problems problems) {
    return new Known(
        definitions,
        problems.sorted().stream()
            .map(problem -> problem.at().file())
            .filter(file -> file.endsWith(ENDING))
            .map(file -> file.substring(file.lastIndexOf('/') + 1))
            .map(name -> name.substring(0, name.length() - ENDING.length()))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  Optional<Portal> portal(String name) {
    return definitions.portals().named(name);
  }

  Optional<Entity> entity(String id) {
    return definitions.entities().withId(id);
  }

  /** Returns the problem of a portal's name, if nothing has it. */
  Optional<Problem> portalProblem(String name, Position at) {
    return problem(at, "portal", name, definitions.portals().names());
  }

  /** Returns the problem of an entity's id, if nothing has it. */
  Optional<Problem> entityProblem(String id, Position at) {
    return problem(at, "entity", id, definitions.entities().ids());
  }

  private Optional<Problem> problem(Position at, String what, String name, Set<String> names) {
    if (names.contains(name) || broken.contains(name)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.at(at, "unknown " + what + " \"" + name + "\"")
            .expected(oneOf(names))
            .didYouMean(name, names));
  }

  static String oneOf(Set<String> names) {
    return names.isEmpty() ? "none: there is none yet" : "one of " + String.join(", ", names);
  }
}
