package dev.gatehouse.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.lint.FeatureCheck.Checked;
import dev.gatehouse.portal.Definitions;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCheckTest {

  private static final Path DEFINITIONS = Path.of("src/test/resources/features-definitions");
  private static final String HEAD = "@portal:desk\nFeature: Signing in\n";

  @TempDir private Path folder = Path.of("replaced");

  private final Problems problems = new Problems();

  @Test
  void it_says_how_much_it_checked_each_example_counted() throws IOException {
    feature(
        "a.feature",
        HEAD
            + """
              Scenario: Plain
                When I sign in to desk
              Scenario Outline: Twice
                When I sign in to desk as <account>
                Examples:
                  | account |
                  | default |
                  | spare   |
            """);
    feature("deeper/b.feature", HEAD + "  Scenario: One\n    When I sign in to desk\n");

    Checked checked = check(folder.toString());

    assertThat(messages()).isEmpty();
    assertThat(checked).isEqualTo(new Checked(2, 4, List.of()));
  }

  @Test
  void more_than_eight_steps_are_a_warning_and_no_problem() throws IOException {
    feature(
        "a.feature",
        HEAD
            + "  Background:\n    Given I am at desk without signing in\n"
            + "  Scenario: Eight\n"
            + "    When I sign in to desk\n".repeat(8)
            + "  Scenario: Nine\n"
            + "    When I sign in to desk\n".repeat(9));

    Checked checked = check(folder.toString());

    assertThat(messages()).isEmpty();
    assertThat(checked.warnings())
        .extracting(Problem::toString)
        .containsExactly(
            shown("a.feature")
                + ":14:3: the scenario has 9 steps; expected at most 8; let each scenario show one"
                + " thing");
  }

  @Test
  void a_line_chooses_the_scenario_it_stands_in() throws IOException {
    feature(
        "a.feature",
        HEAD
            + """

              Scenario: First
                When I sgn in to desk

              @slow
              Scenario: Second
                When I sign in to dessk
            """);
    String file = folder.resolve("a.feature").toString();

    assertThat(check(file + ":5").scenarios()).isEqualTo(1);
    assertThat(positions()).containsExactly("5:5");
    assertThat(checkAnew(file + ":7")).containsExactly("9:23");
    assertThat(checkAnew(file + ":8:4")).containsExactly("5:5", "9:23");
    assertThat(checkAnew(file + ":1")).containsExactly("5:5", "9:23");
    assertThat(checkAnew(file + ":9", file)).containsExactly("5:5", "9:23");
    assertThat(checkAnew(file + ":99")).containsExactly("9:23", "99");
  }

  @Test
  void a_line_that_is_not_there_is_told() throws IOException {
    feature("a.feature", HEAD + "  Scenario: One\n    When I sign in to desk\n");

    check(folder.resolve("a.feature") + ":99999999999");

    assertThat(messages())
        .containsExactly(shown("a.feature") + ":2147483647: no such line; expected 1 to 4");
  }

  @Test
  void paths_that_lead_nowhere_are_told_with_the_nearest_that_lead_somewhere() throws IOException {
    feature("dh/login.feature", HEAD + "  Scenario: One\n    When I sign in to desk\n");
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("notes.txt"), "x");

    check(
        folder + "/dh/lgoin.feature",
        folder + "/hd/login.feature:3",
        folder + "/far/away",
        folder + "/empty",
        folder + "/notes.txt",
        "featurs");

    String expected = "; expected a folder, a .feature file, or file.feature:line";
    assertThat(messages())
        .containsExactlyInAnyOrder(
            shown("dh/lgoin.feature")
                + ": no such file or folder"
                + expected
                + "; did you mean "
                + shown("dh/login.feature")
                + "?",
            shown("hd/login.feature:3")
                + ": no such file or folder"
                + expected
                + "; did you mean "
                + shown("dh/login.feature")
                + "?",
            shown("far/away") + ": no such file or folder" + expected,
            shown("empty")
                + ": no feature files in this folder; expected files whose names end with .feature",
            shown("notes.txt") + ": not a feature file; expected a name that ends with .feature",
            "featurs: no such file or folder" + expected + "; did you mean features?");
  }

  @Test
  void files_whose_ending_keeps_them_from_being_run_are_told() throws IOException {
    feature("a.feature", HEAD + "  Scenario: One\n    When I sign in to desk\n");
    for (String name : List.of("b.featrue", "c.feature.txt", "d.Feature", "notes.md", "e.csv")) {
      Files.writeString(folder.resolve(name), "x");
    }

    check(folder.toString());

    assertThat(messages())
        .containsExactly(
            shown("b.featrue") + ": not a feature file; expected a name that ends with .feature",
            shown("c.feature.txt")
                + ": not a feature file; expected a name that ends with .feature",
            shown("d.Feature") + ": not a feature file; expected a name that ends with .feature");
  }

  @Test
  void nothing_is_said_of_names_whose_definition_has_problems_itself() throws IOException {
    feature(
        "a.feature",
        """
        @portal:broken
        Feature: At a portal whose definition is wrong
          Scenario: One
            Given I am signed in to broken
            When I go to "anywhere"
            And I fill in the any form for ruined
            And I sign up at broken as ruined
        """);
    Path portals = folder.resolve("portals");
    Files.createDirectories(portals.resolve("entities"));
    Files.writeString(portals.resolve("broken.yaml"), "schema: 1\nname: broken\n");
    Files.writeString(portals.resolve("entities/ruined.yaml"), "schema: 1\nid: ruined\n");
    Definitions definitions = Definitions.load(portals, problems);
    List<String> before = messages();
    assertThat(before).hasSize(2);

    new FeatureCheck(folder)
        .check(List.of(folder.resolve("a.feature").toString()), definitions, problems);

    assertThat(messages()).isEqualTo(before);
  }

  @Test
  void files_to_upload_are_named_from_the_projects_folder() throws IOException {
    feature(
        "a.feature",
        HEAD
            + """
              Scenario: One
                When I upload "files/here.pdf" to "Certificate"
                And I upload "here.pdf, files/here.pdf" to "Certificate"
                And I upload "files" to "Certificate"
            """);
    Files.createDirectories(folder.resolve("files"));
    Files.writeString(folder.resolve("files/here.pdf"), "x");

    check(folder.toString());

    assertThat(messages())
        .containsExactly(
            shown("a.feature")
                + ":5:18: no such file; found \"here.pdf\"; expected a file's path from the"
                + " project's folder",
            shown("a.feature")
                + ":6:18: no such file; found \"files\"; expected a file's path from the project's"
                + " folder");
  }

  @Test
  void other_problems_of_a_file_are_told_together_with_a_line_that_does_not_fit()
      throws IOException {
    feature(
        "a.feature",
        HEAD
            + """
              Scenario: One
                When I sign in to desk
                I am signed in
                And I go to "nowhere"
              Sceanrio: Two
                When I sgn in to desk
            """);

    check(folder.toString());

    assertThat(positions()).containsExactly("5:5", "6:17", "7:3", "8:5");
  }

  @Test
  void files_saved_on_windows_are_read() throws IOException {
    String text =
        HEAD + "  Scenario: One\n    When I sign in to desk\n    And I go to \"nowhere\"\n";
    feature("a.feature", "\uFEFF" + text.replace("\n", "\r\n"));

    check(folder.toString());

    assertThat(messages())
        .containsExactly(
            shown("a.feature")
                + ":5:17: the portal \"desk\" has no place \"nowhere\"; expected one of open-orders,"
                + " price_list");
  }

  @Test
  void any_prefix_of_a_file_and_any_damage_to_it_is_told_and_never_thrown() throws IOException {
    String whole = Files.readString(Path.of("src/test/resources/features-good/login.feature"));
    Path file = folder.resolve("a.feature");
    FeatureCheck check = new FeatureCheck(folder);
    Definitions definitions = Definitions.load(DEFINITIONS);
    List<String> damaged =
        Stream.concat(
                Stream.iterate(0, n -> n < whole.length(), n -> n + 31)
                    .map(n -> whole.substring(0, n)),
                Stream.of("\"", "|", "<", ">", ":", "@", " ", "\n", "\"\"\"", "#", "\\")
                    .flatMap(
                        mark -> Stream.of(whole.replace(mark, ""), whole.replace(" ", mark + " "))))
            .toList();

    for (String text : damaged) {
      Files.writeString(file, text);
      int lines = (int) text.lines().count() + 1;
      Problems found = new Problems();
      check.check(List.of(file.toString()), definitions, found);
      assertThat(found.sorted())
          .allSatisfy(problem -> assertThat(problem.at().line()).isBetween(1, lines));
    }
  }

  private Checked check(String... paths) {
    return new FeatureCheck(folder).check(List.of(paths), Definitions.load(DEFINITIONS), problems);
  }

  private List<String> checkAnew(String... paths) {
    Problems found = new Problems();
    new FeatureCheck(folder).check(List.of(paths), Definitions.load(DEFINITIONS), found);
    return positions(found);
  }

  private List<String> positions() {
    return positions(problems);
  }

  private List<String> positions(Problems found) {
    return found.sorted().stream()
        .map(p -> p.at().toString().replaceFirst("^.*\\.feature:", ""))
        .toList();
  }

  private List<String> messages() {
    return problems.sorted().stream().map(Problem::toString).toList();
  }

  private String shown(String name) {
    return folder.resolve(name).toString().replace('\\', '/');
  }

  private void feature(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
