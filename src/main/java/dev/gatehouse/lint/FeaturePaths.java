package dev.gatehouse.lint;

import dev.gatehouse.problem.Nearest;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the feature files that paths name: folders, files, or {@code file.feature:line}. */
final class FeaturePaths {

  private static final String ENDING = ".feature";
  private static final String EXPECTED = "a folder, a .feature file, or file.feature:line";
  private static final Pattern WITH_LINES = Pattern.compile("(.+\\.feature)((?::\\d+)+)");

  /** The lines asked for by file; none for all of the file. */
  private final SortedMap<Path, NavigableSet<Integer>> found = new TreeMap<>();

  private final Problems problems;

  private FeaturePaths(Problems problems) {
    this.problems = problems;
  }

  /** Returns the files in order, each with the lines that were named; no lines mean all of it. */
  static Map<Path, NavigableSet<Integer>> find(List<String> paths, Problems problems) {
    FeaturePaths search = new FeaturePaths(problems);
    paths.forEach(search::add);
    return search.found;
  }

  private void add(String given) {
    Matcher withLines = WITH_LINES.matcher(given);
    try {
      if (withLines.matches()) {
        NavigableSet<Integer> lines = new TreeSet<>();
        Arrays.stream(withLines.group(2).substring(1).split(":", -1))
            .map(text -> text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text))
            .forEach(lines::add);
        add(given, Path.of(withLines.group(1)), lines);
      } else {
        add(given, Path.of(given), new TreeSet<>());
      }
    } catch (InvalidPathException e) {
      problems.add(Problem.at(new Position(given, 0, 0), "not a path").expected(EXPECTED));
    }
  }

  private void add(String given, Path path, NavigableSet<Integer> lines) {
    if (Files.isDirectory(path)) {
      folder(path);
    } else if (!Files.exists(path)) {
      problems.add(missing(given, path));
    } else if (!path.toString().endsWith(ENDING)) {
      problems.add(notFeature(path));
    } else {
      file(path, lines);
    }
  }

  private void file(Path path, NavigableSet<Integer> lines) {
    NavigableSet<Integer> before = found.get(path);
    if (before == null) {
      found.put(path, lines);
    } else if (before.isEmpty() || lines.isEmpty()) {
      found.put(path, new TreeSet<>());
    } else {
      before.addAll(lines);
    }
  }

  private void folder(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      files.stream()
          .filter(FeaturePaths::isMisspelled)
          .map(FeaturePaths::notFeature)
          .forEach(problems::add);
      List<Path> features = files.stream().filter(f -> f.toString().endsWith(ENDING)).toList();
      if (features.isEmpty()) {
        problems.add(
            Problem.at(Position.of(folder), "no feature files in this folder")
                .expected("files whose names end with .feature"));
      }
      features.forEach(file -> file(file, new TreeSet<>()));
    } catch (IOException | UncheckedIOException e) {
      problems.add(
          Problem.at(Position.of(folder), "the folder cannot be read")
              .hint("check that you may read it and all below it"));
    }
  }

  private static boolean isMisspelled(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(ENDING)) {
      return false;
    }
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return name.contains(".feature.") || Nearest.to(ending, List.of("feature")).isPresent();
  }

  private static Problem notFeature(Path file) {
    return Problem.at(Position.of(file), "not a feature file")
        .expected("a name that ends with .feature");
  }

  private static Problem missing(String given, Path path) {
    Problem problem =
        Problem.at(new Position(given.replace('\\', '/'), 0, 0), "no such file or folder")
            .expected(EXPECTED);
    return nearest(path).map(near -> problem.hint("did you mean " + near + "?")).orElse(problem);
  }

  /** Returns the path with its first part that does not exist replaced by one that does. */
  private static Optional<String> nearest(Path path) {
    Path wrong = path;
    while (wrong.getParent() != null && !Files.exists(wrong.getParent())) {
      wrong = wrong.getParent();
    }
    Path folder = Optional.ofNullable(wrong.getParent()).orElse(Path.of(""));
    Path rest = wrong.relativize(path);
    try (Stream<Path> siblings = Files.list(folder)) {
      List<String> names = siblings.map(Path::getFileName).map(String::valueOf).sorted().toList();
      return Nearest.to(String.valueOf(wrong.getFileName()), names)
          .map(folder::resolve)
          .map(near -> Files.exists(near.resolve(rest)) ? near.resolve(rest) : near)
          .map(near -> near.toString().replace('\\', '/'));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
