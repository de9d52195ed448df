package dev.gatehouse.yaml;

import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of definitions, one {@code .yaml} file each. */
public final class DefinitionFolder {

  private DefinitionFolder() {}

  /**
   * Returns the definitions' files in a folder, sorted by name; those in folders below it and
   * hidden ones are left out. Files that look like definitions but have another ending are
   * reported.
   */
  public static List<Path> files(Path folder, Problems problems) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries
              .filter(Files::isRegularFile)
              .filter(file -> !name(file).startsWith("."))
              .sorted()
              .toList();
      files.stream()
          .filter(file -> name(file).matches("(?i).*\\.ya?ml") && !name(file).endsWith(".yaml"))
          .forEach(
              file ->
                  problems.add(
                      Problem.at(Position.of(file), "a definition with another ending")
                          .expected(".yaml")
                          .hint("rename the file")));
      return files.stream().filter(file -> name(file).endsWith(".yaml")).toList();
    } catch (IOException e) {
      problems.add(
          Problem.at(Position.of(folder), "the folder cannot be read")
              .found(Files.exists(folder) ? e.getClass().getSimpleName() : "no such folder")
              .expected("a folder of .yaml files")
              .hint("run the command in the project's folder, or create it"));
      return List.of();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
