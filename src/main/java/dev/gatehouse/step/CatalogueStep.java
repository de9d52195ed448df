package dev.gatehouse.step;

/**
 * A step analysts can write.
 *
 * @param theme what it is about
 * @param keyword {@code Given}, {@code When} or {@code Then}
 * @param expression what follows the keyword, as a Cucumber expression: {@code I sign in to
 *     {portal}}
 * @param does what it does, one sentence
 * @param example how it is written in a feature file, with its keyword, and its table if it takes
 *     one
 * @param takesTable whether a table follows it
 */
public record CatalogueStep(
    StepTheme theme,
    String keyword,
    String expression,
    String does,
    String example,
    boolean takesTable) {

  /** Returns the keyword and the expression. */
  public String sentence() {
    return keyword + " " + expression;
  }
}
