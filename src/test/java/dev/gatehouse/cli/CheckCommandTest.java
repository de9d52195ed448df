package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

  @TempDir private Path project = Path.of("replaced");

  @BeforeEach
  void define() throws IOException {
    file("portals/entities/acme.yaml", "schema: 1\nid: acme\nlegal-name: Acme\n");
    file("portals/desk.yaml", "schema: 1\nname: desk\naddress: https://desk.example\n");
    file("features/desk/login.feature", feature("When I sign in to desk"));
  }

  @Test
  void what_is_in_order_is_counted() {
    assertThat(check())
        .isEqualTo(new Typed(0, "All good: 1 portal, 1 entity, 1 feature, 1 scenario.\n", ""));
  }

  @Test
  void the_projects_own_files_are_in_order() {
    Typed typed = Typed.gatehouse("check");

    assertThat(typed.err()).isEmpty();
    assertThat(typed.out()).matches("(?s)(warning: .*)?All good: .*\n");
    assertThat(typed.code()).isZero();
  }

  @Test
  void every_problem_of_definitions_and_features_is_told_in_one_go() throws IOException {
    file("portals/desk.yaml", "schema: 1\nname: desk\naddress: desk.example\n");
    file("portals/entities/acme.yaml", "schema: 1\nid: acme\n");
    file("features/a.feature", feature("When I sgn in to desk"));
    file("features/b.feature", "");

    assertThat(check())
        .isEqualTo(
            new Typed(
                2,
                """
                %1$s/features/a.feature:4:5: unknown step; found "When I sgn in to desk"; did you mean: When I sign in to desk
                %1$s/features/b.feature:1:1: the file is empty; expected "Feature:" with a name, and scenarios below it
                %1$s/portals/desk.yaml:3:10: "address" is not valid; found "desk.example"; expected an address: https://shop.example/b2b, or sandbox:NAME
                %1$s/portals/entities/acme.yaml:1:1: "legal-name" is missing; expected the registered name

                4 problems in 4 files.
                """
                    .formatted(shown()),
                ""));
  }

  @Test
  void warnings_are_told_and_do_not_count() throws IOException {
    file("features/desk/login.feature", feature("When I sign in to desk\n    ".repeat(9)));

    Typed typed = check();

    assertThat(typed)
        .isEqualTo(
            new Typed(
                0,
                """
                warning: %s/features/desk/login.feature:3:3: the scenario has 9 steps; expected at most 8; let each scenario show one thing

                All good: 1 portal, 1 entity, 1 feature, 1 scenario.
                """
                    .formatted(shown()),
                ""));
  }

  @Test
  void paths_choose_the_features_and_definitions_are_always_checked() throws IOException {
    file("features/a.feature", feature("When I sgn in to desk"));

    assertThat(check(project + "/features/desk").code()).isZero();
    assertThat(check(project + "/features/a.feature").out()).endsWith("\n\n1 problem in 1 file.\n");
    assertThat(check(project + "/portals/desk.yaml").out())
        .isEqualTo("All good: 1 portal, 1 entity, 0 features, 0 scenarios.\n");
  }

  @Test
  void a_path_that_leads_nowhere_is_told_with_the_nearest() {
    assertThat(Typed.gatehouse("check", "featurs"))
        .isEqualTo(
            new Typed(
                2,
                """
                featurs: no such file or folder; expected a folder, a .feature file, or file.feature:line; did you mean features?

                1 problem in 1 file.
                """,
                ""));
  }

  @Test
  void a_project_without_features_is_told() throws IOException {
    Files.delete(project.resolve("features/desk/login.feature"));
    Files.delete(project.resolve("features/desk"));
    Files.delete(project.resolve("features"));

    assertThat(check().out())
        .startsWith(shown() + "/features: no such file or folder; expected a folder");
  }

  @Test
  void programs_get_json() throws IOException {
    file("features/a.feature", feature("When I sgn in to desk"));

    Typed typed = check("--json");

    assertThat(typed.code()).isEqualTo(2);
    JsonNode json = new ObjectMapper().readTree(typed.out());
    assertThat(json.get("ok").asBoolean()).isFalse();
    assertThat(json.get("features").asInt()).isEqualTo(2);
    assertThat(json.get("warnings")).isEmpty();
    assertThat(json.get("problems")).hasSize(1);
    JsonNode problem = json.get("problems").get(0);
    assertThat(problem.get("file").asText()).isEqualTo(shown() + "/features/a.feature");
    assertThat(problem.get("line").asInt()).isEqualTo(4);
    assertThat(problem.get("column").asInt()).isEqualTo(5);
    assertThat(problem.get("what").asText()).isEqualTo("unknown step");
    assertThat(problem.get("hint").asText()).isEqualTo("did you mean: When I sign in to desk");
    assertThat(problem.get("message").asText()).startsWith(shown()).endsWith("sign in to desk");
  }

  @Test
  void a_mistyped_command_or_option_is_told_with_the_nearest() {
    assertThat(Typed.gatehouse("chek").err())
        .startsWith("No such command: chek; expected one of run, check, ")
        .endsWith("; did you mean check?\nTry: gatehouse --help\n");
    assertThat(Typed.gatehouse("check", "--jsn"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                No such option: --jsn; did you mean --json?
                Try: gatehouse check --help
                """));
  }

  private Typed check(String... args) {
    return Typed.command(new CheckCommand(Typed.in(project)), args);
  }

  private static String feature(String step) {
    return "@portal:desk\nFeature: Signing in\n  Scenario: One\n    " + step + "\n";
  }

  private String shown() {
    return project.toString().replace('\\', '/');
  }

  private void file(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    Files.writeString(file, text);
  }
}
