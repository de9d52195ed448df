package dev.gatehouse.report;

import io.cucumber.plugin.event.Node;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestSourceParsed;
import io.cucumber.plugin.event.TestSourceRead;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Knows where every scenario of the feature files read so far stands, and gives each a key that
 * stays the same when lines move: file, rule, name, and the cells of its row of examples. Two that
 * agree in all of that are told apart by their order. Thread-safe.
 */
final class ScenarioPlaces {

  private record Place(String path, String feature, String rule, String key) {}

  private final ProjectPaths paths;
  private final Map<URI, String[]> sources = new ConcurrentHashMap<>();
  private final Map<URI, Map<Integer, Place>> places = new ConcurrentHashMap<>();

  ScenarioPlaces(ProjectPaths paths) {
    this.paths = paths;
  }

  void read(TestSourceRead event) {
    sources.put(event.getUri(), event.getSource().split("\\R", -1));
  }

  void parsed(TestSourceParsed event) {
    URI uri = event.getUri();
    Walk walk = new Walk(uri, sources.getOrDefault(uri, new String[0]));
    for (Node node : event.getNodes()) {
      walk.visit(node, "", "", "");
    }
    places.put(uri, Map.copyOf(walk.found));
  }

  /** Returns what is known of a scenario about to run. */
  ScenarioFacts facts(TestCase scenario) {
    int line = scenario.getLocation().getLine();
    Place place = places.getOrDefault(scenario.getUri(), Map.of()).get(line);
    if (place == null) {
      String path = paths.relative(scenario.getUri());
      place = new Place(path, path, "", path + "\n" + scenario.getName() + "\n" + line);
    }
    return new ScenarioFacts(
        place.path, line, place.feature, place.rule, place.key, scenario.getTags());
  }

  /** One pass over one feature file. */
  private final class Walk {
    private final String path;
    private final String identity;
    private final String[] source;
    private final Map<String, Integer> seen = new HashMap<>();
    private final Map<Integer, Place> found = new HashMap<>();

    Walk(URI uri, String[] source) {
      this.path = paths.relative(uri);
      this.identity = paths.identity(uri);
      this.source = source;
    }

    void visit(Node node, String feature, String rule, String outline) {
      String name = node.getName().orElse("");
      if (node instanceof Node.Feature container) {
        container.elements().forEach(each -> visit(each, name, rule, outline));
      } else if (node instanceof Node.Rule container) {
        container.elements().forEach(each -> visit(each, feature, name, outline));
      } else if (node instanceof Node.ScenarioOutline container) {
        container.elements().forEach(each -> visit(each, feature, rule, name));
      } else if (node instanceof Node.Examples container) {
        container.elements().forEach(each -> visit(each, feature, rule, outline));
      } else {
        int line = node.getLocation().getLine();
        boolean row = node instanceof Node.Example;
        List<String> parts = new ArrayList<>(List.of(identity, rule, row ? outline : name));
        if (row) {
          parts.add(cells(line));
        }
        String key = String.join("\n", parts);
        int copy = seen.merge(key, 1, Integer::sum);
        found.put(line, new Place(path, feature, rule, copy == 1 ? key : key + "\n#" + copy));
      }
    }

    /** The row's cells without the blanks that line a table up. */
    private String cells(int line) {
      if (line < 1 || line > source.length) {
        return "line " + line;
      }
      return Arrays.stream(source[line - 1].split("(?<!\\\\)\\|", -1))
          .map(String::strip)
          .collect(Collectors.joining("|"));
    }
  }
}
