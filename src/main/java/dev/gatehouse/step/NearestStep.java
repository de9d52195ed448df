package dev.gatehouse.step;

import dev.gatehouse.problem.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The step a person probably meant. Words are aligned with those of each step's expression, and
 * what it costs to turn one into the other is compared: a word left out or added costs 1, a
 * misspelled one less, and whatever can stand in the place of a parameter nothing.
 *
 * @param step the step
 * @param text what the person's text should be, without its keyword: the step with the arguments
 *     found in the text, {@code {name}} where there is none
 */
public record NearestStep(CatalogueStep step, String text) {

  /** At most such a part of the words may be wrong. */
  private static final double TOLERANCE = 0.36;

  /** "I sign out of octotel" is the step "I sign out" with something too much. */
  private static final double SAID_TOO_MUCH = 0.2;

  /** As many words without quotation marks may have been meant as one argument. */
  private static final int WORDS_OF_AN_ARGUMENT = 6;

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'(?=\\s|$)|\\S+");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*");

  /** What it costs to come to this cell, and how many words of the text its last step took. */
  private record Cell(double cost, int taken, boolean patternTaken) {}

  static Optional<NearestStep> to(String text, List<CatalogueStep> steps) {
    List<String> words = tokens(text);
    Optional<NearestStep> nearest = Optional.empty();
    double least = TOLERANCE;
    for (CatalogueStep step : steps) {
      List<String> pattern = List.of(step.expression().split(" "));
      Cell[][] cells = align(words, pattern);
      double cost =
          text.startsWith(step.expression() + " ")
              ? SAID_TOO_MUCH
              : cells[words.size()][pattern.size()].cost() / Math.max(words.size(), pattern.size());
      if (cost < least) {
        least = cost;
        nearest = Optional.of(new NearestStep(step, sentence(words, pattern, cells)));
      }
    }
    return nearest;
  }

  private static List<String> tokens(String text) {
    Matcher matcher = TOKEN.matcher(text);
    List<String> tokens = new ArrayList<>();
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private static Cell[][] align(List<String> words, List<String> pattern) {
    Cell[][] cells = new Cell[words.size() + 1][pattern.size() + 1];
    for (int i = 0; i <= words.size(); i++) {
      for (int j = 0; j <= pattern.size(); j++) {
        cells[i][j] = cheapest(cells, words, pattern, i, j);
      }
    }
    return cells;
  }

  private static Cell cheapest(
      Cell[][] cells, List<String> words, List<String> pattern, int i, int j) {
    if (i == 0 && j == 0) {
      return new Cell(0, 0, false);
    }
    Cell best = new Cell(Double.MAX_VALUE, 0, false);
    if (i > 0) {
      best = new Cell(cells[i - 1][j].cost() + 1, 1, false);
    }
    for (int taken = 0; j > 0 && taken <= Math.min(i, WORDS_OF_AN_ARGUMENT); taken++) {
      double cost =
          cells[i - taken][j - 1].cost() + cost(words.subList(i - taken, i), pattern.get(j - 1));
      if (cost < best.cost()) {
        best = new Cell(cost, taken, true);
      }
    }
    return best;
  }

  private static double cost(List<String> words, String wanted) {
    if (words.isEmpty()) {
      // Who leaves an argument out has still written the step.
      return isParameter(wanted) ? 0.5 : 1;
    }
    if (isParameter(wanted)) {
      return argumentCost(words, wanted);
    }
    if (words.size() > 1 || QUOTED.matcher(words.get(0)).matches()) {
      return words.size();
    }
    String word = words.get(0).toLowerCase(Locale.ROOT);
    int longest = Math.max(word.length(), wanted.length());
    double wrong = (double) Nearest.distance(word, wanted.toLowerCase(Locale.ROOT)) / longest;
    return wrong > 0.5 ? 1 : wrong;
  }

  private static double argumentCost(List<String> words, String parameter) {
    if (words.size() == 1) {
      String word = words.get(0);
      boolean fits =
          parameter.equals("{int}")
              ? word.matches("\\d+")
              : QUOTED.matcher(word).matches()
                  || (takesBareName(parameter) && NAME.matcher(word).matches());
      return fits ? 0 : 0.4;
    }
    boolean quoted = words.stream().anyMatch(word -> QUOTED.matcher(word).matches());
    return quoted || parameter.equals("{int}") ? words.size() : 0.3 + 0.1 * words.size();
  }

  private static String sentence(List<String> words, List<String> pattern, Cell[][] cells) {
    List<String> sentence = new ArrayList<>();
    int i = words.size();
    int j = pattern.size();
    while (i > 0 || j > 0) {
      Cell cell = cells[i][j];
      if (cell.patternTaken()) {
        j--;
        String wanted = pattern.get(j);
        sentence.add(
            0, isParameter(wanted) ? argument(words.subList(i - cell.taken(), i), wanted) : wanted);
      }
      i -= cell.taken();
    }
    return String.join(" ", sentence);
  }

  private static String argument(List<String> words, String parameter) {
    String text = String.join(" ", words);
    if (text.isEmpty()) {
      return parameter;
    }
    if (parameter.equals("{int}")) {
      return text.matches("\\d+") ? text : parameter;
    }
    boolean complete =
        QUOTED.matcher(text).matches()
            || (takesBareName(parameter) && NAME.matcher(text).matches());
    return complete ? text : "\"" + text.replace("\"", "") + "\"";
  }

  private static boolean isParameter(String wanted) {
    return wanted.startsWith("{");
  }

  private static boolean takesBareName(String parameter) {
    return switch (parameter) {
      case "{portal}", "{entity}", "{form}", "{place}", "{account}" -> true;
      default -> false;
    };
  }
}
