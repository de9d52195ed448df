package dev.gatehouse.yaml;

import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.problem.TextFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a YAML file whose root is a mapping. Whatever is wrong with it becomes a problem with its
 * line; nothing is thrown.
 */
public final class YamlFile {

  private YamlFile() {}

  /**
   * Reads a file.
   *
   * @return its root, or nothing if it cannot be read at all; a problem then says why. Problems
   *     such as a duplicate key are reported too, but the rest of the tree is still there.
   */
  public static Optional<YamlMapping> read(Path file, Problems problems) {
    return TextFile.read(file, problems)
        .flatMap(text -> new YamlTree(Position.of(file), problems).root(text));
  }
}
