package dev.gatehouse.entity;

import dev.gatehouse.problem.Problems;
import dev.gatehouse.problem.ProblemsException;
import dev.gatehouse.yaml.DefinitionFolder;
import dev.gatehouse.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads the entities of a folder. */
public final class EntityFiles {

  private EntityFiles() {}

  /**
   * Loads every {@code .yaml} file of a folder.
   *
   * @param folder usually {@code portals/entities}
   * @throws ProblemsException with every problem of every file
   */
  public static Entities load(Path folder) {
    Problems problems = new Problems();
    Entities entities = load(folder, problems);
    problems.throwIfAny();
    return entities;
  }

  /** Loads the files that are in order and adds the problems of the others. */
  public static Entities load(Path folder, Problems problems) {
    List<Entity> entities = new ArrayList<>();
    for (Path file : DefinitionFolder.files(folder, problems)) {
      int before = problems.count();
      YamlFile.read(file, problems)
          .map(mapping -> new EntityReader(mapping, problems).read(file))
          .filter(entity -> problems.count() == before)
          .ifPresent(entities::add);
    }
    return new Entities(entities);
  }
}
