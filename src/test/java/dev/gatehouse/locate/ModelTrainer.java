package dev.gatehouse.locate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Trains a {@link LinearModel}: multinomial logistic regression on full batches, each weight with a
 * step by its own history of gradients (Adagrad, Duchi et al. 2011), drawn towards what is known
 * before (L2). The same examples give the same model.
 */
final class ModelTrainer {

  /**
   * A control with what it may rightly be taken for.
   *
   * @param right the classes that are right; several may be
   * @param weight how much it counts
   */
  record Example(String site, Clues clues, Set<String> right, double weight) {}

  /** What is known before any example. */
  @FunctionalInterface
  interface Prior {
    /** Returns the weight of a clue for a class. */
    double weight(String clue, String ofClass);
  }

  /** On fewer sites than this a clue is one site's own, and not learned. */
  private static final int SITES_NEEDED = 3;

  private static final int ROUNDS = 150;
  private static final double STEP = 0.3;

  /** A label that what is known before gives less than this is taken for a slip. */
  private static final double CREDIBLE = 0.02;

  private final List<String> classes;
  private final double l2;
  private final Prior prior;
  private final UnaryOperator<Set<String>> near;
  private final Map<String, double[]> known = new HashMap<>();

  /**
   * @param l2 how strongly weights are drawn towards the prior
   * @param near widens what is right to what is often mixed up with it, before a label is taken for
   *     a slip
   */
  ModelTrainer(List<String> classes, double l2, Prior prior, UnaryOperator<Set<String>> near) {
    this.classes = classes;
    this.l2 = l2;
    this.prior = prior;
    this.near = near;
  }

  /** An example in numbers. */
  private static final class Vector {
    private final int[] clues;
    private final double[] values;
    private final boolean[] right;
    private final double weight;

    Vector(int[] clues, double[] values, boolean[] right, double weight) {
      this.clues = clues;
      this.values = values;
      this.right = right;
      this.weight = weight;
    }
  }

  /** Returns the model the examples make. */
  LinearModel train(List<Example> all) {
    List<Example> examples = all.stream().filter(this::isCredible).toList();
    Map<String, Integer> numbers = numbers(examples);
    List<Vector> vectors = examples.stream().map(e -> vector(e, numbers)).toList();
    double[] known = known(numbers);
    double[] weights = known.clone();
    double[] history = new double[weights.length];
    double[] gradient = new double[weights.length];
    for (int round = 0; round < ROUNDS; round++) {
      Arrays.fill(gradient, 0);
      for (Vector vector : vectors) {
        addGradient(vector, weights, gradient);
      }
      for (int i = 0; i < weights.length; i++) {
        // The first row is the bias, which is free.
        double pull = i < classes.size() ? 0 : l2 * (weights[i] - known[i]);
        double slope = gradient[i] + pull;
        history[i] += slope * slope;
        weights[i] -= STEP * slope / (Math.sqrt(history[i]) + 1e-6);
      }
    }
    return model(numbers, weights);
  }

  private double[] known(String clue) {
    return known.computeIfAbsent(
        clue, c -> classes.stream().mapToDouble(name -> prior.weight(c, name)).toArray());
  }

  private boolean isCredible(Example example) {
    double[] sums = known(LinearModel.BIAS).clone();
    for (Map.Entry<String, Double> clue : example.clues().values().entrySet()) {
      double[] row = known(clue.getKey());
      for (int c = 0; c < sums.length; c++) {
        sums[c] += row[c] * clue.getValue();
      }
    }
    return share(LinearModel.softmax(sums), near.apply(example.right())) >= CREDIBLE;
  }

  private double share(double[] shares, Set<String> of) {
    double sum = 0;
    for (int c = 0; c < shares.length; c++) {
      sum += of.contains(classes.get(c)) ? shares[c] : 0;
    }
    return sum;
  }

  private Map<String, Integer> numbers(List<Example> examples) {
    Map<String, Set<String>> sites = new TreeMap<>();
    for (Example example : examples) {
      for (String clue : example.clues().values().keySet()) {
        sites.computeIfAbsent(clue, first -> new HashSet<>()).add(example.site());
      }
    }
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put(LinearModel.BIAS, 0);
    sites.forEach(
        (clue, seenOn) -> {
          boolean known = Arrays.stream(known(clue)).anyMatch(weight -> weight != 0);
          if (known || seenOn.size() >= SITES_NEEDED) {
            numbers.put(clue, numbers.size());
          }
        });
    return numbers;
  }

  private Vector vector(Example example, Map<String, Integer> numbers) {
    List<Integer> there = new ArrayList<>(List.of(0));
    List<Double> much = new ArrayList<>(List.of(1.0));
    example
        .clues()
        .values()
        .forEach(
            (clue, value) -> {
              Integer number = numbers.get(clue);
              if (number != null) {
                there.add(number);
                much.add(value);
              }
            });
    boolean[] right = new boolean[classes.size()];
    for (int c = 0; c < right.length; c++) {
      right[c] = example.right().contains(classes.get(c));
    }
    return new Vector(
        there.stream().mapToInt(i -> i).toArray(),
        much.stream().mapToDouble(v -> v).toArray(),
        right,
        example.weight());
  }

  private double[] known(Map<String, Integer> numbers) {
    double[] known = new double[numbers.size() * classes.size()];
    numbers.forEach(
        (clue, number) -> {
          System.arraycopy(known(clue), 0, known, number * classes.size(), classes.size());
        });
    return known;
  }

  private static void addGradient(Vector vector, double[] weights, double[] gradient) {
    int many = vector.right.length;
    double[] sums = new double[many];
    for (int k = 0; k < vector.clues.length; k++) {
      int row = vector.clues[k] * many;
      double value = vector.values[k];
      for (int c = 0; c < many; c++) {
        sums[c] += weights[row + c] * value;
      }
    }
    double[] shares = LinearModel.softmax(sums);
    double right = 1e-12;
    for (int c = 0; c < many; c++) {
      right += vector.right[c] ? shares[c] : 0;
    }
    for (int c = 0; c < many; c++) {
      double wanted = vector.right[c] ? shares[c] / right : 0;
      sums[c] = (shares[c] - wanted) * vector.weight;
    }
    for (int k = 0; k < vector.clues.length; k++) {
      int row = vector.clues[k] * many;
      double value = vector.values[k];
      for (int c = 0; c < many; c++) {
        gradient[row + c] += sums[c] * value;
      }
    }
  }

  private LinearModel model(Map<String, Integer> numbers, double[] weights) {
    Map<String, float[]> rows = new LinkedHashMap<>();
    numbers.forEach(
        (clue, number) -> {
          float[] row = new float[classes.size()];
          for (int c = 0; c < row.length; c++) {
            row[c] = (float) weights[number * row.length + c];
          }
          rows.put(clue, row);
        });
    return new LinearModel(classes, rows);
  }
}
