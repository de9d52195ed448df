package dev.gatehouse.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StepCatalogueTest {

  private final StepCatalogue catalogue = StepCatalogue.load();

  @TestFactory
  Stream<DynamicTest> each_example_is_its_own_step_and_no_other() {
    return catalogue.steps().stream()
        .map(
            step ->
                DynamicTest.dynamicTest(
                    step.sentence(),
                    () -> {
                      String sentence = step.example().lines().findFirst().orElseThrow();
                      assertThat(sentence).startsWith(step.keyword() + " ");
                      assertThat(catalogue.match(sentence.substring(step.keyword().length() + 1)))
                          .extracting(StepMatch::step)
                          .containsExactly(step);
                    }));
  }

  @Test
  void a_table_stands_in_the_examples_of_the_steps_that_take_one_and_in_no_other() {
    assertThat(catalogue.steps())
        .allSatisfy(
            step -> {
              assertThat(step.example().contains("|")).isEqualTo(step.takesTable());
              assertThat(step.expression().endsWith("with:")).isEqualTo(step.takesTable());
            });
  }

  @Test
  void there_are_about_thirty_steps_each_with_a_sentence_that_says_what_it_does() {
    assertThat(catalogue.steps()).hasSizeBetween(30, 60);
    assertThat(catalogue.steps())
        .allSatisfy(step -> assertThat(step.does()).matches("(?s)[A-Z].*\\.").hasSizeLessThan(240));
  }

  @Test
  void steps_stand_by_theme_then_by_keyword() {
    assertThat(catalogue.steps().stream().map(CatalogueStep::theme)).isSorted();
    assertThat(
            catalogue.steps().stream()
                .filter(step -> step.theme() == StepTheme.SIGNING_IN)
                .map(CatalogueStep::keyword)
                .distinct())
        .containsExactly("Given", "When", "Then");
  }

  @Test
  void arguments_are_told_by_kind_with_their_place() {
    StepMatch match = catalogue.match("I enter \"say \\\"yes\\\"\" in 'Your answer'").get(0);

    assertThat(match.arguments())
        .containsExactly(
            new StepMatch.Argument("string", "say \"yes\"", 8),
            new StepMatch.Argument("label", "Your answer", 25));
  }

  @Test
  void steps_are_found_by_a_word_of_their_sentence_example_or_description() {
    assertThat(catalogue.containing("SIGN OUT"))
        .extracting(CatalogueStep::expression)
        .contains("I sign out");
    assertThat(catalogue.containing("certificate.pdf"))
        .extracting(CatalogueStep::expression)
        .containsExactly("I upload {file} to {label}");
    assertThat(catalogue.containing("xyzzy")).isEmpty();
  }

  @Test
  void the_step_that_was_meant_is_found() {
    assertThat(
            Stream.of(
                    "I sgn in to td_synnex",
                    "I sign into td_synnex",
                    "I am signed in td_synnex",
                    "I log in to td_synnex",
                    "I fill in the \"cancellation\" form for baobab_fibre with",
                    "I fill the cancellation form for baobab_fibre",
                    "I click Price list",
                    "i click \"Price list\"",
                    "I click on \"Price list\"",
                    "I enter CX-1001 in \"Circuit number\"",
                    "the submission was confirmed",
                    "the portal answers in 10 seconds",
                    "I should see \"Welcome\"",
                    "I sign out of td_synnex",
                    "I sign in")
                .map(this::meant))
        .containsExactly(
            "I sign in to td_synnex",
            "I sign in to td_synnex",
            "I am signed in to td_synnex",
            "I sign in to td_synnex",
            "I fill in the \"cancellation\" form for baobab_fibre with:",
            "I fill in the cancellation form for baobab_fibre",
            "I click \"Price list\"",
            "I click \"Price list\"",
            "I click \"Price list\"",
            "I enter \"CX-1001\" in \"Circuit number\"",
            "the submission is confirmed",
            "the portal answers within 10 seconds",
            "I see \"Welcome\"",
            "I sign out",
            "I sign in to {portal}");
  }

  @Test
  void nothing_is_suggested_for_what_is_far_from_every_step() {
    assertThat(
            List.of("the moon is full", "x", "", "I").stream()
                .map(catalogue::nearest)
                .flatMap(Optional::stream))
        .isEmpty();
  }

  @Test
  void the_documented_steps_are_those_of_the_catalogue() throws IOException {
    assertThat(Files.readString(Path.of("docs/steps.md")))
        .as("docs/steps.md; mend it with: ./gatehouse steps --markdown > docs/steps.md")
        .isEqualTo(new StepDocs(catalogue).markdown());
  }

  private String meant(String text) {
    assertThat(catalogue.match(text)).isEmpty();
    return catalogue.nearest(text).map(NearestStep::text).orElse("nothing for: " + text);
  }
}
