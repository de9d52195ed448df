package dev.gatehouse.step;

import io.cucumber.cucumberexpressions.Expression;
import io.cucumber.cucumberexpressions.ExpressionFactory;
import io.cucumber.cucumberexpressions.ParameterTypeRegistry;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Every step analysts can write, read from the step definitions themselves. Immutable. */
public final class StepCatalogue {

  private static final List<String> KEYWORDS = List.of("Given", "When", "Then");

  private static final Comparator<CatalogueStep> ORDER =
      Comparator.comparing(CatalogueStep::theme)
          .thenComparing(step -> KEYWORDS.indexOf(step.keyword()))
          .thenComparing(CatalogueStep::expression);

  /** A step and what recognises it. */
  private record Recogniser(CatalogueStep step, Expression expression) {

    Optional<StepMatch> match(String text) {
      // Cucumber's own way to say that there is no match is null.
      return Optional.ofNullable(expression.match(text))
          .map(
              arguments ->
                  new StepMatch(
                      step,
                      arguments.stream()
                          .map(
                              argument ->
                                  new StepMatch.Argument(
                                      argument.getParameterType().getName(),
                                      String.valueOf(argument.getValue()),
                                      argument.getGroup().getStart()))
                          .toList()));
    }
  }

  private final List<Recogniser> recognisers;

  private StepCatalogue(List<Recogniser> recognisers) {
    this.recognisers = List.copyOf(recognisers);
  }

  /** Reads the catalogue from the step definitions. */
  public static StepCatalogue load() {
    ParameterTypeRegistry types = new ParameterTypeRegistry(Locale.ENGLISH);
    StepParameters.all().forEach(types::defineParameterType);
    ExpressionFactory expressions = new ExpressionFactory(types);
    List<Recogniser> recognisers = new ArrayList<>();
    for (StepTheme theme : StepTheme.values()) {
      for (Method method : theme.steps().getDeclaredMethods()) {
        for (CatalogueStep step : steps(theme, method)) {
          recognisers.add(new Recogniser(step, expressions.createExpression(step.expression())));
        }
      }
    }
    // Reflection gives methods in any order.
    recognisers.sort(Comparator.comparing(Recogniser::step, ORDER));
    return new StepCatalogue(recognisers);
  }

  private static List<CatalogueStep> steps(StepTheme theme, Method method) {
    return sentences(method)
        .map(
            sentence -> {
              Example example = method.getAnnotation(Example.class);
              if (example == null) {
                throw new IllegalStateException(method + " is a step without an @Example");
              }
              return new CatalogueStep(
                  theme,
                  sentence[0],
                  sentence[1],
                  example.does(),
                  example.value().stripTrailing(),
                  Arrays.asList(method.getParameterTypes()).contains(DataTable.class));
            })
        .toList();
  }

  private static Stream<String[]> sentences(Method method) {
    return Stream.of(
            Arrays.stream(method.getAnnotationsByType(Given.class))
                .map(given -> new String[] {"Given", given.value()}),
            Arrays.stream(method.getAnnotationsByType(When.class))
                .map(when -> new String[] {"When", when.value()}),
            Arrays.stream(method.getAnnotationsByType(Then.class))
                .map(then -> new String[] {"Then", then.value()}))
        .flatMap(all -> all);
  }

  /** Returns all steps, by theme, keyword and text. */
  public List<CatalogueStep> steps() {
    return recognisers.stream().map(Recogniser::step).toList();
  }

  /** Returns the steps whose sentence, example or description contains a word; case is ignored. */
  public List<CatalogueStep> containing(String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return steps().stream()
        .filter(
            step ->
                String.join("\n", step.sentence(), step.example(), step.does())
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted))
        .toList();
  }

  /**
   * Returns the steps a text is; more than one if it is ambiguous.
   *
   * @param text a step without its keyword
   */
  public List<StepMatch> match(String text) {
    return recognisers.stream().flatMap(recogniser -> recogniser.match(text).stream()).toList();
  }

  /** Returns the step that was probably meant by a text that is none. */
  public Optional<NearestStep> nearest(String text) {
    return NearestStep.to(text, steps());
  }
}
