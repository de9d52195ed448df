package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.app.Settings;
import dev.gatehouse.learned.LocatorStore;
import dev.gatehouse.locate.Anchor;
import dev.gatehouse.locate.Fingerprint;
import dev.gatehouse.locate.Healing;
import dev.gatehouse.locate.LearnedLocator;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import dev.gatehouse.step.Traces;
import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocatorCommandTest {

  @TempDir private Path project = Path.of("replaced");

  private Settings settings() {
    return new Settings(
        project, Settings.SANDBOX, 1, false, Duration.ZERO, Traces.OFF, Map.of("USER", "ann"));
  }

  private void propose(String portal, String name) {
    LearnedLocator after =
        new LearnedLocator(
            new Anchor(Anchor.Kind.NAME, name),
            new Fingerprint(new TreeMap<>(Map.of("name", name))),
            "button \"Send\"");
    Clock noon = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
    new LocatorStore(() -> Database.open(settings().database()), noon, "run-1")
        .propose(
            "sandbox",
            portal,
            new Healing(
                new Purpose("form order", "submit", RiskTier.SUBMIT),
                "button \"Submit\" by name \"go\"",
                after,
                132,
                Optional.empty(),
                0),
            Optional.of(new byte[] {1, 2, 3}));
  }

  private Typed list(String... args) {
    return Typed.command(new LocatorListCommand(settings()), args);
  }

  private Typed approve(String... args) {
    return Typed.command(new LocatorApproveCommand(settings()), args);
  }

  @Test
  void where_nothing_was_learned_nothing_waits_and_no_database_is_made() {
    assertThat(list()).isEqualTo(new Typed(0, "No healing waits for approval.\n", ""));
    assertThat(list("--json")).isEqualTo(new Typed(0, "[ ]\n", ""));
    assertThat(settings().database()).doesNotExist();
  }

  @Test
  void healings_are_listed_with_before_and_after() {
    propose("desk", "send");

    assertThat(list())
        .isEqualTo(
            new Typed(
                0,
                """
                1  proposed  desk: submit (form order)
                   was      button "Submit" by name "go"
                   now      button "Send" by name "send", 132 points
                   next     nothing
                   found    once in sandbox, not proven since 2026-03-02T12:00:00Z

                1 healing waits for approval: gatehouse locator approve ID, or gatehouse locator reject ID.
                """,
                ""));
    assertThat(list("--portal", "fibre").out()).isEqualTo("No healing waits for approval.\n");
  }

  @Test
  void programs_get_json_and_pictures() throws IOException {
    propose("desk", "send");
    Path pictures = project.resolve("pictures");

    Typed typed = list("--json", "--screenshots", pictures.toString());

    JsonNode json = new ObjectMapper().readTree(typed.out());
    assertThat(json.get(0).toString())
        .isEqualTo(
            "{\"id\":1,\"state\":\"proposed\",\"environment\":\"sandbox\",\"portal\":\"desk\","
                + "\"flow\":\"form order\",\"purpose\":\"submit\","
                + "\"before\":\"button \\\"Submit\\\" by name \\\"go\\\"\","
                + "\"after\":\"button \\\"Send\\\" by name \\\"send\\\"\",\"score\":132,"
                + "\"runnerUpScore\":0,\"seen\":1,\"proven\":0,\"run\":\"run-1\","
                + "\"created\":\"2026-03-02T12:00:00Z\",\"screenshot\":true}");
    assertThat(Files.readAllBytes(pictures.resolve("healing-1.png"))).containsExactly(1, 2, 3);
  }

  @Test
  void healings_are_approved_and_rejected() {
    propose("desk", "send");
    propose("fibre", "post");

    assertThat(approve("1"))
        .isEqualTo(
            new Typed(
                0,
                "Approved 1: submit (form order) at desk is button \"Send\" by name \"send\".\n",
                ""));
    assertThat(Typed.command(new LocatorRejectCommand(settings()), "2"))
        .isEqualTo(
            new Typed(
                0,
                "Rejected 2: submit (form order) at fibre is not button \"Send\" by name \"post\".\n",
                ""));
    assertThat(list().out())
        .contains("1  approved  desk", "2  rejected  fibre", " by ann\n")
        .endsWith("No healing waits for approval.\n");
  }

  @Test
  void all_that_wait_are_approved_at_once() {
    propose("desk", "send");
    propose("fibre", "post");

    assertThat(approve("--all", "--portal", "desk").out()).startsWith("Approved 1:");
    assertThat(approve("--all").out()).startsWith("Approved 2:");
    assertThat(approve("--all")).isEqualTo(new Typed(3, "No healing waits for approval.\n", ""));
  }

  @Test
  void a_wrong_number_decides_nothing() {
    propose("desk", "send");

    Typed typed = approve("1", "9");

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err())
        .startsWith(
            "There is no healing 9; nothing was decided. gatehouse locator list shows those there"
                + " are.\n");
    assertThat(list().out()).contains("1  proposed  desk");
  }

  @Test
  void numbers_or_all_and_never_both() {
    String message =
        "Expected either the numbers of healings or --all, which --portal may narrow; gatehouse"
            + " locator list shows them.\n";
    assertThat(approve().err()).startsWith(message);
    assertThat(approve("1", "--all").err()).startsWith(message);
    assertThat(approve("1", "--portal", "desk").err()).startsWith(message);
    assertThat(approve().code()).isEqualTo(2);
  }

  @Test
  void a_database_that_cannot_be_read_is_told() throws IOException {
    Files.createDirectories(project.resolve(".gatehouse"));
    Files.writeString(settings().database(), "This is no database at all. ".repeat(50));

    Typed typed = list();

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).startsWith("The database " + settings().database().toAbsolutePath());
  }
}
