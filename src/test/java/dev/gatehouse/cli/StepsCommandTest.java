package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsCommandTest {

  @Test
  void a_word_chooses_the_steps_that_contain_it() {
    assertThat(Typed.gatehouse("steps", "circuit_check"))
        .isEqualTo(
            new Typed(
                0,
                """
                FORMS

                  When I fill in the {form} form with:
                      Opens the form and fills it in with the table's values, for no entity.
                      > When I fill in the "circuit_check" form with:
                      >   | circuit | CX-1001 |

                1 step.
                """,
                ""));
  }

  @Test
  void all_steps_are_listed_by_theme_in_lines_of_at_most_eighty_characters() {
    Typed typed = Typed.gatehouse("steps");

    assertThat(typed.code()).isZero();
    assertThat(typed.out()).contains("SIGNING IN, UP AND OUT\n", "\nFORMS\n", "\nPAGES\n");
    List<String> lines = typed.out().lines().toList();
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(90));
    assertThat(lines.stream().filter(line -> !line.contains(">")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(lines.get(lines.size() - 1)).matches("\\d+ steps\\.");
  }

  @Test
  void a_word_no_step_contains_is_told() {
    assertThat(Typed.gatehouse("steps", "xyzzy"))
        .isEqualTo(new Typed(3, "", "No step contains \"xyzzy\"; all of them: gatehouse steps\n"));
  }

  @Test
  void programs_get_json() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(Typed.gatehouse("steps", "--json", "sign out").out());

    assertThat(json.findValuesAsText("expression")).contains("I sign out");
    assertThat(json.get(0).fieldNames())
        .toIterable()
        .containsExactly("theme", "keyword", "expression", "does", "example", "table");
    assertThat(Typed.gatehouse("steps", "--json", "xyzzy").out()).isEqualTo("[ ]\n");
  }

  @Test
  void markdown_is_what_the_documentation_holds() throws IOException {
    assertThat(Typed.gatehouse("steps", "--markdown").out())
        .isEqualTo(Files.readString(Path.of("docs/steps.md")));
  }
}
