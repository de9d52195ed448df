package dev.gatehouse.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.locate.ModelTrainer.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinearModelTest {

  private static Clues clues(String... names) {
    Clues clues = new Clues();
    for (String name : names) {
      clues.add(name);
    }
    return clues;
  }

  @Test
  void weights_become_probabilities_and_evidence() {
    LinearModel model =
        new LinearModel(
            List.of("other", "email"),
            Map.of(
                LinearModel.BIAS,
                new float[] {1, 0},
                "label mail",
                new float[] {0, 3},
                "narrow",
                new float[] {0.5f, 0}));

    assertThat(model.probabilities(clues("label mail"))[1]).isCloseTo(0.881, within(0.001));
    assertThat(model.probabilities(clues("unheard of"))[1]).isCloseTo(0.269, within(0.001));
    assertThat(LinearModel.told(model.contributions(clues("narrow", "label mail"), 1), 3))
        .containsExactly("label mail +3.0");
  }

  private static LinearModel trained() {
    List<Example> examples = new ArrayList<>();
    for (int site = 0; site < 5; site++) {
      String name = "site" + site;
      examples.add(new Example(name, clues("label mail"), Set.of("email"), 1));
      examples.add(new Example(name, clues("label colour"), Set.of("other"), 1));
      examples.add(new Example("one", clues("label acme", "label mail"), Set.of("email"), 1));
    }
    return new ModelTrainer(List.of("other", "email"), 0.1, (clue, what) -> 0, same -> same)
        .train(examples);
  }

  @Test
  void training_learns_what_several_sites_say_and_nothing_one_site_says() {
    LinearModel model = trained();

    assertThat(model.probabilities(clues("label mail"))[1]).isGreaterThan(0.9);
    assertThat(model.probabilities(clues("label colour"))[0]).isGreaterThan(0.9);
    assertThat(model.lines()).noneMatch(line -> line.contains("acme"));
  }

  @Test
  void training_twice_gives_the_same_model() {
    assertThat(trained().lines()).isEqualTo(trained().lines());
  }

  @Test
  void no_clue_of_the_models_names_a_page_or_an_address() {
    for (String name : List.of("field-model.tsv", "button-model.tsv")) {
      assertThat(LinearModel.resource(name).lines())
          .noneMatch(line -> line.contains(".html") || line.contains("http"));
    }
  }
}
