package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a person meets a healing: in the report of a run, in the list, and not any more after it. */
@Timeout(240)
class HealingRunIT {

  private final Path project;

  HealingRunIT(@TempDir Path project) {
    this.project = project;
  }

  @BeforeEach
  void define() throws IOException {
    Files.createDirectories(project.resolve("portals").resolve("entities"));
    Files.createDirectories(project.resolve("features"));
    Files.writeString(
        project.resolve("portals").resolve("desk.yaml"),
        """
        schema: 1
        name: desk
        address: sandbox:td_synnex
        login: { page: /login }
        session: { page: /dashboard }
        """);
    Files.writeString(
        project.resolve("features").resolve("desk.feature"),
        """
        @portal:desk
        Feature: Working at desk

          Scenario: Signing in
            When I sign in to desk
            Then I am signed in
        """);
  }

  private String gatehouse(int exitCode, String... arguments) throws Exception {
    try (GatehouseProcess process = GatehouseProcess.start(project, arguments)) {
      int found = process.exitCode();
      assertThat(found).as(process.output()).isEqualTo(exitCode);
      return process.output();
    }
  }

  private String results() throws IOException {
    try (Stream<Path> files = Files.list(project.resolve("reports").resolve("results"))) {
      List<Path> results = files.filter(file -> file.toString().endsWith("-result.json")).toList();
      assertThat(results).hasSize(1);
      return Files.readAllLines(results.get(0)).stream().collect(Collectors.joining("\n"));
    }
  }

  // As if the button had said something else, and had another name, when it was learned.
  private void rewriteWhatWasLearned() {
    Database.open(project.resolve(".gatehouse").resolve("gatehouse.db"))
        .change(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(
                    "UPDATE locator SET anchor_value = 'btnEnter', description = 'button \"Enter\"',"
                        + " fingerprint = replace(fingerprint, 'sign in', 'enter')"
                        + " WHERE purpose = 'submit'");
              }
            });
  }

  @Test
  void a_healing_is_amber_in_the_report_until_it_is_approved() throws Exception {
    assertThat(gatehouse(0, "run")).doesNotContain("healing");
    assertThat(results()).doesNotContain("Healed");
    rewriteWhatWasLearned();

    assertThat(gatehouse(0, "run"))
        .containsPattern(
            "\n1 passed, 0 failed, in [0-9.]+ s\n"
                + "1 healing waits for approval: gatehouse locator list\nReport: ");

    assertThat(results())
        .contains(
            "\"name\":\"Healed: submit (sign-in), used unapproved (healing 4)\",\"status\":\"broken\"")
        .contains("\"value\":\"healed\"")
        .contains("Healed: submit (sign-in), used unapproved (healing 4)\"");
    assertThat(gatehouse(0, "locator", "list"))
        .contains(
            "4  proposed  desk: submit (sign-in)\n   was      button \"Enter\" by name \"btnEnter\"\n",
            "1 healing waits for approval");
    assertThat(gatehouse(0, "locator", "approve", "4"))
        .isEqualTo(
            "Approved 4: submit (sign-in) at desk is button \"Sign in\" by name"
                + " \"ctl00$Main$btnSignIn\".\n");

    assertThat(gatehouse(0, "run")).doesNotContain("healing");
    assertThat(results()).doesNotContain("Healed");
  }
}
