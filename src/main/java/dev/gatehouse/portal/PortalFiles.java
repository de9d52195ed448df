package dev.gatehouse.portal;

import dev.gatehouse.problem.Problems;
import dev.gatehouse.problem.ProblemsException;
import dev.gatehouse.yaml.DefinitionFolder;
import dev.gatehouse.yaml.DefinitionHead;
import dev.gatehouse.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Loads the portals of a folder. */
public final class PortalFiles {

  private PortalFiles() {}

  /**
   * Loads every {@code .yaml} file of a folder. The entities a portal names must have a file in the
   * folder {@code entities} below it, in order or not.
   *
   * @param folder usually {@code portals}
   * @throws ProblemsException with every problem of every file
   */
  public static Portals load(Path folder) {
    Problems problems = new Problems();
    Portals portals = load(folder, problems);
    problems.throwIfAny();
    return portals;
  }

  /** Loads the files that are in order and adds the problems of the others. */
  public static Portals load(Path folder, Problems problems) {
    // What is wrong with the entities' folder is told by who loads the entities.
    Set<String> entities =
        DefinitionFolder.files(folder.resolve("entities"), new Problems()).stream()
            .map(DefinitionHead::stem)
            .collect(Collectors.toCollection(TreeSet::new));
    List<Portal> portals = new ArrayList<>();
    for (Path file : DefinitionFolder.files(folder, problems)) {
      int before = problems.count();
      YamlFile.read(file, problems)
          .map(mapping -> new PortalReader(mapping, entities, problems).read(file))
          .filter(portal -> problems.count() == before)
          .ifPresent(portals::add);
    }
    return new Portals(portals);
  }
}
