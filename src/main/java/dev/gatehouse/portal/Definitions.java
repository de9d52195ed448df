package dev.gatehouse.portal;

import dev.gatehouse.entity.Entities;
import dev.gatehouse.entity.EntityFiles;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.problem.ProblemsException;
import java.nio.file.Path;

/**
 * Everything that is defined: the entities and the portals they work at.
 *
 * @param entities the entities of {@code portals/entities/}
 * @param portals the portals of {@code portals/}
 */
public record Definitions(Entities entities, Portals portals) {

  /**
   * Loads all definitions.
   *
   * @param folder usually {@code portals}
   * @throws ProblemsException with every problem of every file
   */
  public static Definitions load(Path folder) {
    Problems problems = new Problems();
    Definitions definitions = load(folder, problems);
    problems.throwIfAny();
    return definitions;
  }

  /** Returns the same with signing out of every portal at the end of every scenario. */
  public Definitions signedOutOnExit() {
    return new Definitions(
        entities, new Portals(portals.all().stream().map(Portal::signedOutOnExit).toList()));
  }

  /** Loads the files that are in order and adds the problems of the others. */
  public static Definitions load(Path folder, Problems problems) {
    return new Definitions(
        EntityFiles.load(folder.resolve("entities"), problems), PortalFiles.load(folder, problems));
  }
}
