package dev.gatehouse.imports;

import dev.gatehouse.portal.Definitions;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Definitions to be added to those of a project. They are tried out beside it, together with what
 * is there; only what the loader has nothing against is written, and nothing in place of another
 * file. Close it to remove the trial.
 */
final class NewDefinitions implements AutoCloseable {

  private final Path portals;
  private final Path trial;

  /**
   * @param portals the project's folder of definitions, which need not be there
   */
  NewDefinitions(Path portals) throws IOException {
    this.portals = portals;
    this.trial = Files.createTempDirectory("gatehouse-import");
    Files.createDirectories(trial.resolve("entities"));
    copy("");
    copy("entities");
  }

  private void copy(String folder) throws IOException {
    Path from = portals.resolve(folder);
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, trial.resolve(folder).resolve(file.getFileName()));
      }
    }
  }

  /** Returns the ids of the entities there are, with those that were added. */
  List<String> entities() throws IOException {
    try (Stream<Path> files = Files.list(trial.resolve("entities"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList();
    }
  }

  /** Returns whether there is such a file already. */
  boolean has(String file) {
    return Files.exists(portals.resolve(file));
  }

  /**
   * Adds a definition.
   *
   * @param file from the folder of definitions: {@code entities/acme.yaml}
   * @return what is wrong with it; if anything is, it was not added
   */
  List<String> add(String file, Map<String, Object> definition) throws IOException {
    String text =
        "# yaml-language-server: $schema=%s/src/main/resources/schemas/%s.schema.json%n"
                .formatted(
                    file.contains("/") ? "../.." : "..", file.contains("/") ? "entity" : "portal")
            + YamlText.of(definition);
    Path tried = trial.resolve(file);
    Files.writeString(tried, text, StandardCharsets.UTF_8);
    List<String> wrong = wrong(tried);
    if (!wrong.isEmpty()) {
      Files.delete(tried);
      return wrong;
    }
    Path target = portals.resolve(file);
    Files.createDirectories(parent(target));
    Path beside = target.resolveSibling("." + target.getFileName() + ".tmp");
    try {
      Files.writeString(beside, text, StandardCharsets.UTF_8);
      // A link fails where a file is; a move could take its place.
      Files.createLink(target, beside);
    } catch (FileAlreadyExistsException e) {
      return List.of(target + " has come to be there meanwhile");
    } catch (UnsupportedOperationException e) {
      Files.copy(beside, target);
    } finally {
      Files.deleteIfExists(beside);
    }
    return List.of();
  }

  private static Path parent(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
  }

  private List<String> wrong(Path tried) {
    Problems problems = new Problems();
    Definitions.load(trial, problems);
    String file = tried.toString().replace('\\', '/');
    List<String> wrong = new ArrayList<>();
    for (Problem problem : problems.sorted()) {
      // The lines are those of a file that will not be there.
      if (problem.at().file().equals(file)) {
        wrong.add(problem.toString().replaceFirst("^.*?\\.yaml(?::\\d+)*: ", ""));
      }
    }
    return wrong;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(trial)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
