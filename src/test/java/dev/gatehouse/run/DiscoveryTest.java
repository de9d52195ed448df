package dev.gatehouse.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.problem.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

  private static final String ACME =
      """
      @portal:acme @entity:acme_networks
      Feature: Working at Acme

        @login
        Scenario: Signing in
          When I sign in to acme

        @form @slow
        Scenario Outline: Ordering <what>
          When I order "<what>"

          Examples: Cables
            | what   |
            | copper |
            | fibre  |

        @health
        Scenario: Is it there
          When I sign in to acme
      """;

  private static final String BAOBAB =
      """
      @portal:baobab @entity:baobab_fibre @login
      Feature: Working at Baobab

        Rule: Whoever signs in may sign out

          Scenario: Signing in and out
            When I sign in to baobab
      """;

  private final Path folder;

  DiscoveryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("acme"));
    Files.createDirectories(folder.resolve("baobab"));
    Files.writeString(folder.resolve("acme/work.feature"), ACME);
    Files.writeString(folder.resolve("baobab/work.feature"), BAOBAB);
  }

  /** What is asked for; empty is everything. */
  private final class Asked {
    private List<String> paths = List.of();
    private Optional<String> tags = Optional.empty();
    private Optional<String> portal = Optional.empty();
    private Optional<String> entity = Optional.empty();
    private Shard shard = Shard.ALL;

    Asked paths(String... names) {
      paths = List.of(names).stream().map(name -> folder + "/" + name).toList();
      return this;
    }

    Asked tags(String expression) {
      tags = Optional.of(expression);
      return this;
    }

    Asked portal(String name) {
      portal = Optional.of(name);
      return this;
    }

    Asked entity(String id) {
      entity = Optional.of(id);
      return this;
    }

    Asked shard(int index, int count) {
      shard = new Shard(index, count);
      return this;
    }

    List<PlannedScenario> scenarios() {
      return FeatureRun.choose(
          new RunRequest(folder, paths, tags, portal, entity, 1, shard, 0, List.of()));
    }

    List<String> names() {
      return scenarios().stream().map(PlannedScenario::name).toList();
    }
  }

  private static final String COPPER = "Ordering <what> #1.1: Ordering copper";
  private static final String FIBRE = "Ordering <what> #1.2: Ordering fibre";

  @Test
  void everything_is_found_in_the_order_of_the_files() {
    assertThat(new Asked().names())
        .containsExactly("Signing in", COPPER, FIBRE, "Is it there", "Signing in and out");
  }

  @Test
  void a_scenario_knows_its_place_and_what_its_tags_say() {
    PlannedScenario scenario = new Asked().paths("acme/work.feature:5").scenarios().get(0);

    assertThat(scenario.name()).isEqualTo("Signing in");
    assertThat(scenario.feature()).isEqualTo("Working at Acme");
    assertThat(scenario.line()).isEqualTo(5);
    assertThat(scenario.place()).endsWith("acme/work.feature:5");
    assertThat(scenario.portal()).isEqualTo("acme");
    assertThat(scenario.entity()).isEqualTo("acme_networks");
    assertThat(scenario.flow()).isEqualTo("login");
  }

  @ParameterizedTest
  @CsvSource({
    "@login, 2",
    "@login or @health, 3",
    "@form and not @slow, 0",
    "not @form, 3",
    "(@login or @form) and @portal:acme, 3",
    "@nosuch, 0"
  })
  void a_tag_expression_chooses(String expression, int count) {
    assertThat(new Asked().tags(expression).scenarios()).hasSize(count);
  }

  @Test
  void portal_and_entity_choose() {
    assertThat(new Asked().portal("baobab").names()).containsExactly("Signing in and out");
    assertThat(new Asked().entity("acme_networks").scenarios()).hasSize(4);
    assertThat(new Asked().portal("acme").entity("baobab_fibre").names()).isEmpty();
  }

  @Test
  void a_folder_a_file_and_a_line_choose() {
    assertThat(new Asked().paths("baobab").names()).containsExactly("Signing in and out");
    assertThat(new Asked().paths("acme/work.feature").scenarios()).hasSize(4);
    assertThat(new Asked().paths("acme/work.feature:18").names()).containsExactly("Is it there");
    assertThat(new Asked().paths("acme/work.feature:14").names()).containsExactly(COPPER);
    assertThat(new Asked().paths("acme/work.feature:9").names()).containsExactly(COPPER, FIBRE);
    assertThat(new Asked().paths("acme/work.feature:5:18").names())
        .containsExactly("Signing in", "Is it there");
  }

  @Test
  void a_line_at_which_nothing_begins_is_told_with_those_at_which_something_does() {
    assertThatThrownBy(() -> new Asked().paths("acme/work.feature:6").scenarios())
        .isInstanceOf(ProblemsException.class)
        .hasMessage(
            folder
                + "/acme/work.feature:6: nothing begins at this line; expected the line of a"
                + " feature, a rule, a scenario or an example: 2, 5, 9, 12, 14, 15, 18");
  }

  @Test
  void what_is_named_twice_is_run_once() {
    assertThat(new Asked().paths("baobab", "baobab/work.feature").scenarios()).hasSize(1);
  }

  @Test
  void a_path_that_is_not_there_is_told() {
    String missing = folder + "/nosuch.feature";

    assertThatThrownBy(() -> new Asked().paths("nosuch.feature").scenarios())
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining(missing)
        .hasMessageContaining("no such file or folder")
        .hasMessageContaining("expected a folder, a .feature file, or file.feature:line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@login and", "(@login", "@login @health", "not"})
  void a_wrong_tag_expression_is_told_with_what_one_looks_like(String expression) {
    assertThatThrownBy(() -> new Asked().tags(expression).scenarios())
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("--tags: not a tag expression")
        .hasMessageContaining("\"" + expression + "\"")
        .hasMessageContaining("\"@login and not @slow\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void the_parts_of_a_suite_are_the_whole_and_share_nothing(int count) throws IOException {
    for (int i = 0; i < 7; i++) {
      Files.writeString(
          folder.resolve("more" + i + ".feature"),
          ACME.replace("@portal:acme ", "@portal:more" + i + " "));
    }
    List<PlannedScenario> all = new Asked().scenarios();

    List<List<PlannedScenario>> parts =
        IntStream.rangeClosed(1, count)
            .mapToObj(index -> new Asked().shard(index, count).scenarios())
            .toList();

    List<PlannedScenario> together = new ArrayList<>();
    parts.forEach(together::addAll);
    assertThat(together).containsExactlyInAnyOrderElementsOf(all);
    for (PlannedScenario scenario : all) {
      assertThat(
              parts.stream()
                  .filter(
                      part -> part.stream().anyMatch(s -> s.portal().equals(scenario.portal()))))
          .as("a portal is worked by one machine")
          .hasSize(1);
    }
    assertThat(parts).allSatisfy(part -> assertThat(part).isNotEmpty());
  }
}
