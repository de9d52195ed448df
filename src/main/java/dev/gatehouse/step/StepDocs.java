package dev.gatehouse.step;

import java.util.List;

/** Writes the step catalogue as Markdown. */
public final class StepDocs {

  private final StepCatalogue catalogue;

  public StepDocs(StepCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Returns the whole document, lines ended by {@code \n}. */
  public String markdown() {
    StringBuilder out =
        new StringBuilder(
            """
            # Steps

            Written by `gatehouse steps --markdown` from the step definitions. Change those, not this page.

            What stands in braces is replaced: `{portal}`, `{entity}`, `{form}`, `{place}` and `{account}` by a
            name, in quotation marks if it has spaces or capitals; `{string}`, `{label}`, `{file}` and `{outcome}`
            by a text in quotation marks; `{int}` by a whole number. `And` and `But` go on with the keyword before.
            """);
    for (StepTheme theme : StepTheme.values()) {
      out.append("\n## ").append(theme.title()).append('\n');
      steps(theme).forEach(step -> step(out, step));
    }
    return out.toString();
  }

  private List<CatalogueStep> steps(StepTheme theme) {
    return catalogue.steps().stream().filter(step -> step.theme() == theme).toList();
  }

  private static void step(StringBuilder out, CatalogueStep step) {
    out.append("\n### ").append(step.sentence()).append("\n\n").append(step.does()).append("\n\n");
    out.append("```gherkin\n").append(step.example()).append("\n```\n");
  }
}
