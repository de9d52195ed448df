package dev.gatehouse.step;

import java.util.List;

/**
 * A step of the catalogue that a text is.
 *
 * @param step the step
 * @param arguments what stands in the place of its parameters, in order
 */
public record StepMatch(CatalogueStep step, List<Argument> arguments) {

  /**
   * What stands in the place of a parameter.
   *
   * @param kind the parameter's name: {@code portal}, {@code form}, {@code string}
   * @param value without quotation marks
   * @param start where it begins in the text, counted from 0
   */
  public record Argument(String kind, String value, int start) {}

  public StepMatch {
    arguments = List.copyOf(arguments);
  }
}
