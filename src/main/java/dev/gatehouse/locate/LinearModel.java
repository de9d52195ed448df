package dev.gatehouse.locate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A multinomial logistic regression: each class has a weight for each clue, and the sums become
 * probabilities. So every decision can say which clues counted, and how much. Immutable and
 * thread-safe.
 */
final class LinearModel {

  /** The clue that is always there. */
  static final String BIAS = "(bias)";

  private final List<String> classes;
  private final Map<String, float[]> weights;

  /**
   * @param weights by clue, as many numbers as there are classes
   */
  LinearModel(List<String> classes, Map<String, float[]> weights) {
    this.classes = List.copyOf(classes);
    this.weights = Map.copyOf(weights);
  }

  /**
   * Reads a model: a line with the classes, then for each clue its name and, tab-separated, {@code
   * class number=weight}.
   */
  static LinearModel resource(String name) {
    try (InputStream source = LinearModel.class.getResourceAsStream(name)) {
      if (source == null) {
        throw new IllegalStateException(name + " is missing beside " + LinearModel.class);
      }
      return read(new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LinearModel read(BufferedReader lines) throws IOException {
    String head = lines.readLine();
    List<String> classes = List.of(head.split("\t", -1));
    Map<String, float[]> weights = new HashMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] parts = line.split("\t", -1);
      float[] row = new float[classes.size()];
      for (int i = 1; i < parts.length; i++) {
        int equals = parts[i].indexOf('=');
        row[Integer.parseInt(parts[i].substring(0, equals))] =
            Float.parseFloat(parts[i].substring(equals + 1));
      }
      weights.put(parts[0], row);
    }
    return new LinearModel(classes, weights);
  }

  /** Returns it as lines that {@link #resource} reads; weights that hardly count are left out. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(String.join("\t", classes));
    weights.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(LinearModel::line)
        .filter(line -> line.indexOf('\t') >= 0)
        .forEach(lines::add);
    return lines;
  }

  private static String line(Map.Entry<String, float[]> clue) {
    StringBuilder line = new StringBuilder(clue.getKey());
    for (int i = 0; i < clue.getValue().length; i++) {
      if (Math.abs(clue.getValue()[i]) >= 0.005) {
        line.append(String.format(Locale.ROOT, "\t%d=%.2f", i, clue.getValue()[i]));
      }
    }
    return line.toString();
  }

  List<String> classes() {
    return classes;
  }

  /** Returns the probability of each class, in the order of the classes. */
  double[] probabilities(Clues clues) {
    double[] sums = new double[classes.size()];
    add(sums, BIAS, 1);
    clues.values().forEach((clue, value) -> add(sums, clue, value));
    return softmax(sums);
  }

  private void add(double[] sums, String clue, double value) {
    float[] row = weights.get(clue);
    if (row != null) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += row[i] * value;
      }
    }
  }

  static double[] softmax(double[] sums) {
    double most = Double.NEGATIVE_INFINITY;
    for (double sum : sums) {
      most = Math.max(most, sum);
    }
    double[] shares = new double[sums.length];
    double all = 0;
    for (int i = 0; i < sums.length; i++) {
      shares[i] = Math.exp(sums[i] - most);
      all += shares[i];
    }
    for (int i = 0; i < sums.length; i++) {
      shares[i] /= all;
    }
    return shares;
  }

  /** Returns what each clue adds to a class's sum: the log of its odds. */
  Map<String, Double> contributions(Clues clues, int ofClass) {
    Map<String, Double> added = new LinkedHashMap<>();
    clues
        .values()
        .forEach(
            (clue, value) -> {
              float[] row = weights.get(clue);
              if (row != null) {
                added.put(clue, row[ofClass] * value);
              }
            });
    return added;
  }

  /** Returns the clues that counted most, with what they added. */
  static List<String> told(Map<String, Double> contributions, int atMost) {
    return contributions.entrySet().stream()
        .filter(clue -> clue.getValue() >= 0.05)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(atMost)
        .map(clue -> String.format(Locale.ROOT, "%s %+.1f", clue.getKey(), clue.getValue()))
        .toList();
  }
}
