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

class PortalsCommandTest {

  @TempDir private Path project = Path.of("replaced");

  @BeforeEach
  void define() throws IOException {
    file("portals/entities/acme.yaml", "schema: 1\nid: acme\nlegal-name: Acme Networks\n");
    file(
        "portals/desk.yaml",
        """
        schema: 1
        name: desk
        title: The Desk
        group: Distributors
        entities: [acme]
        risk: high
        environments:
          sandbox: sandbox:desk
          production: https://desk.example
        forms:
          return_request:
            fields:
              sku:
        last-verified: 2026-01-31
        """);
    file("portals/fibre.yaml", "schema: 1\nname: fibre\naddress: https://fibre.example\n");
  }

  @Test
  void portals_are_listed_as_a_table() {
    assertThat(Typed.command(new PortalsListCommand(Typed.in(project))))
        .isEqualTo(
            new Typed(
                0,
                """
                NAME   TITLE     GROUP         RISK    ENVIRONMENTS         FORMS           LAST VERIFIED
                desk   The Desk  Distributors  high    sandbox, production  return_request  2026-01-31
                fibre  Fibre     -             medium  production           -               never

                2 portals.
                """,
                ""));
  }

  @Test
  void programs_get_json() throws IOException {
    Typed typed = Typed.command(new PortalsListCommand(Typed.in(project)), "--json");

    JsonNode json = new ObjectMapper().readTree(typed.out());
    assertThat(json).hasSize(2);
    assertThat(json.get(0).toString())
        .isEqualTo(
            "{\"name\":\"desk\",\"title\":\"The Desk\",\"group\":\"Distributors\",\"risk\":\"high\","
                + "\"environments\":[\"sandbox\",\"production\"],\"entities\":[\"acme\"],"
                + "\"forms\":[\"return_request\"],\"signUp\":false,\"lastVerified\":\"2026-01-31\"}");
    assertThat(json.get(1).has("lastVerified")).isFalse();
  }

  @Test
  void a_wrong_definition_is_told() throws IOException {
    file("portals/fibre.yaml", "schema: 1\nname: fibre\naddress: fibre\n");

    Typed typed = Typed.command(new PortalsListCommand(Typed.in(project)));

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).contains("portals/fibre.yaml:3:10: \"address\" is not valid");
  }

  @Test
  void the_documentation_is_written_and_said_where() throws IOException {
    Typed typed = Typed.command(new PortalsDocsCommand(Typed.in(project)));

    Path file = project.resolve("docs/portals.md");
    assertThat(typed).isEqualTo(new Typed(0, "Written: " + file + ", 2 portals.\n", ""));
    assertThat(Files.readString(file))
        .startsWith("# Portals\n")
        .contains("## Acme Networks\n\n### The Desk\n", "## Without an entity\n\n### Fibre\n");
  }

  @Test
  void the_documentation_can_go_elsewhere() {
    Path file = project.resolve("new/folder/all.md");

    Typed typed =
        Typed.command(new PortalsDocsCommand(Typed.in(project)), "--out", file.toString());

    assertThat(typed.out()).isEqualTo("Written: " + file + ", 2 portals.\n");
    assertThat(file).isNotEmptyFile();
    assertThat(project.resolve("docs")).doesNotExist();
  }

  @Test
  void a_place_that_cannot_be_written_is_told() {
    Typed typed =
        Typed.command(
            new PortalsDocsCommand(Typed.in(project)),
            "--out",
            project.resolve("portals").toString());

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err())
        .startsWith(
            project.resolve("portals").toString().replace('\\', '/')
                + ": the file cannot be written; found ")
        .contains("; name another with --out");
  }

  @Test
  void the_command_alone_says_what_it_expects() {
    assertThat(Typed.gatehouse("portals"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                Missing command: expected one of list, docs
                Try: gatehouse portals --help
                """));
    assertThat(Typed.gatehouse("portals", "lst").err())
        .isEqualTo(
            """
            No such command: lst; expected one of list, docs; did you mean list?
            Try: gatehouse portals --help
            """);
  }

  private void file(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    Files.writeString(file, text);
  }
}
