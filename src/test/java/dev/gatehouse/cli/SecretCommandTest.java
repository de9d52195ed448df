package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.Settings;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.step.Traces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretCommandTest {

  private static final String MASTER = "correct horse battery staple";
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Map<String, String> KNOWN = Map.of("GATEHOUSE_MASTER_PASSWORD", MASTER);

  @TempDir private Path project = Path.of("replaced");

  private Instant now = NOON;

  private SecretDesk desk(Map<String, String> variables, String input, HiddenPrompt prompt) {
    return new SecretDesk(
        new Settings(project, Settings.SANDBOX, 1, false, Duration.ZERO, Traces.OFF, variables),
        prompt,
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private SecretDesk desk(String input) {
    return desk(KNOWN, input, HiddenPrompt.NONE);
  }

  private static HiddenPrompt person(String... answers) {
    Deque<String> left = new ArrayDeque<>(List.of(answers));
    return new HiddenPrompt() {
      @Override
      public boolean available() {
        return true;
      }

      @Override
      public Optional<Secret> ask(String question) {
        return Optional.ofNullable(left.poll()).map(Secret::new);
      }
    };
  }

  private Typed set(String input, String... args) {
    return Typed.command(new SecretSetCommand(desk(input)), args);
  }

  private Typed list(String... args) {
    return Typed.command(new SecretListCommand(desk("")), args);
  }

  private Path file() {
    return project.resolve(".gatehouse").resolve("secrets.ghs");
  }

  private String place() {
    return "the secrets file " + file();
  }

  @Test
  void a_value_is_read_from_the_input_and_listed_by_name_only() {
    assertThat(set("Plinth%Orbit\n", "acme/password"))
        .isEqualTo(new Typed(0, "Stored acme/password, version 1, in " + place() + ".\n", ""));
    assertThat(set("Plinth%Orbit 2\r\n", "acme/password").out())
        .isEqualTo("Stored acme/password, version 2, in " + place() + ".\n");
    now = NOON.plus(Duration.ofDays(1));
    assertThat(set("GEZDGNBV", "acme/auditor/totp").code()).isZero();

    assertThat(list())
        .isEqualTo(
            new Typed(
                0,
                """
                acme/auditor/totp  version 1  0 days old
                acme/password      version 2  1 day old
                2 secrets in %s.
                """
                    .formatted(place()),
                ""));
  }

  @Test
  void an_empty_store_lists_nothing_and_is_not_made() {
    assertThat(list()).isEqualTo(new Typed(0, "No secrets in " + place() + ".\n", ""));
    assertThat(list("--json")).isEqualTo(new Typed(0, "[ ]\n", ""));
    assertThat(project).isEmptyDirectory();
  }

  @Test
  void api_keys_say_when_they_are_due() {
    now = NOON.minus(Duration.ofDays(95));
    set("a", "a/api-key");
    now = NOON.minus(Duration.ofDays(90));
    set("b", "b/token");
    now = NOON.minus(Duration.ofDays(76));
    set("c", "c/api-key-2");
    now = NOON.minus(Duration.ofDays(75));
    set("d", "d/api-key");
    now = NOON;

    assertThat(list().out())
        .isEqualTo(
            """
            a/api-key    version 1  95 days old  DUE for 5 days
            b/token      version 1  90 days old  DUE today
            c/api-key-2  version 1  76 days old  due in 14 days, replace it soon
            d/api-key    version 1  75 days old  due in 15 days
            4 secrets in %s. 3 API keys are to be replaced: make a new one at the portal, then gatehouse secret set NAME.
            """
                .formatted(place()));
    assertThat(list("--json").out().replaceAll("\\s+", " "))
        .startsWith(
            "[ { \"name\" : \"a/api-key\", \"scope\" : \"a\", \"account\" : \"default\", \"field\" :"
                + " \"api-key\", \"version\" : 1, \"created\" : \"2025-11-27T12:00:00Z\","
                + " \"changed\" : \"2025-11-27T12:00:00Z\", \"ageDays\" : 95, \"dueInDays\" : -5,"
                + " \"state\" : \"due\" }, {");
  }

  @Test
  void a_value_on_the_command_line_is_refused_and_not_said_back() {
    String refusal =
        "A value is never taken from the command line: other users see it in the list of processes, and the shell keeps it in its history. Nothing was stored. If it was a real one, change it at the portal, then give only the name: gatehouse secret set PORTAL/FIELD\n";
    for (String[] args :
        new String[][] {{"acme/password", "Plinth%Orbit"}, {"acme/password=Plinth%Orbit"}}) {
      Typed typed = set("", args);
      assertThat(typed.code()).isEqualTo(2);
      assertThat(typed.err()).startsWith(refusal).doesNotContain("Plinth");
    }
    assertThat(file()).doesNotExist();
  }

  @Test
  void what_is_no_name_is_told() {
    assertThat(set("x", "password").err())
        .startsWith(
            "not a secret's name; found \"password\"; expected PORTAL/FIELD or PORTAL/ACCOUNT/FIELD, as in dh/password\n");
    assertThat(set("x").err())
        .startsWith(
            "Missing NAME: expected PORTAL/FIELD, as in gatehouse secret set dh/password\n");
    assertThat(set("x").code()).isEqualTo(2);
  }

  @Test
  void an_empty_value_is_refused() {
    Typed typed = set("\n", "acme/password");

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err())
        .startsWith(
            "no value for acme/default/password; found an empty text; expected at least one character. What is there was left as it is.\n");
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_slip_in_a_portal_or_a_field_is_noted() throws IOException {
    Files.createDirectories(project.resolve("portals"));
    Files.writeString(project.resolve("portals").resolve("acme.yaml"), "schema: 1\n");

    assertThat(set("x", "acmee/passwrod").out())
        .isEqualTo(
            """
            Stored acmee/passwrod, version 1, in %s.
            Note: there is no portal acmee; did you mean acme?
            Note: signing in looks for no field passwrod; did you mean password?
            """
                .formatted(place()));
  }

  @Test
  void without_a_master_password_nothing_is_stored() {
    Typed typed =
        Typed.command(
            new SecretSetCommand(desk(Map.of(), "Plinth%Orbit", HiddenPrompt.NONE)),
            "acme/password");

    assertThat(typed)
        .isEqualTo(
            new Typed(
                2,
                "",
                "No master password was given for %s. Start Gatehouse at a terminal and type it, set GATEHOUSE_MASTER_PASSWORD_FILE to a file that holds it and that only you may read, or set GATEHOUSE_MASTER_PASSWORD.\n"
                    .formatted(place())));
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_wrong_master_password_is_told_before_a_value_is_asked_for() {
    set("Plinth%Orbit", "acme/password");

    Typed typed =
        Typed.command(new SecretSetCommand(desk(Map.of(), "", person("wrong"))), "acme/password");

    assertThat(typed)
        .isEqualTo(
            new Typed(
                2,
                "",
                "The master password does not open %s. Nothing was read or changed. Check that it is the one the file was made with, or last sealed with by gatehouse secret rekey.\n"
                    .formatted(place())));
  }

  @Test
  void two_values_typed_differently_are_none() {
    Typed typed =
        Typed.command(
            new SecretSetCommand(desk(KNOWN, "", person("Plinth", "Plimth"))), "acme/password");

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err())
        .startsWith(
            "What was typed the second time is not what was typed the first time. Nothing was stored; try again.\n");
  }

  @Test
  void secrets_are_deleted() {
    set("x", "acme/password");

    Typed unknown = Typed.command(new SecretDeleteCommand(desk("")), "acme/pasword");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .startsWith(
            "There is no secret acme/pasword in %s; nothing was deleted; did you mean acme/password? gatehouse secret list shows those there are.\n"
                .formatted(place()));
    assertThat(Typed.command(new SecretDeleteCommand(desk("")), "acme/password"))
        .isEqualTo(new Typed(0, "Deleted acme/password from " + place() + ".\n", ""));
    assertThat(list().out()).isEqualTo("No secrets in " + place() + ".\n");
  }

  @Test
  void the_file_is_sealed_anew() {
    set("x", "acme/password");
    Map<String, String> variables = new HashMap<>(KNOWN);
    variables.put("GATEHOUSE_NEW_MASTER_PASSWORD", "an entirely other sentence");

    assertThat(Typed.command(new SecretRekeyCommand(desk(variables, "", HiddenPrompt.NONE))))
        .isEqualTo(
            new Typed(
                0,
                """
                Sealed 1 secret in %s anew. Copies made before open with the old master password: delete them.
                GATEHOUSE_MASTER_PASSWORD still gives the old one: change it.
                """
                    .formatted(place()),
                ""));
    assertThat(list().err()).startsWith("The master password does not open " + place());
    Typed typed =
        Typed.command(
            new SecretListCommand(desk(Map.of(), "", person("an entirely other sentence"))));
    assertThat(typed.out()).endsWith("1 secret in " + place() + ".\n");
  }

  @Test
  void a_new_master_password_that_is_too_short_changes_nothing() {
    set("x", "acme/password");
    Typed typed = Typed.command(new SecretRekeyCommand(desk(KNOWN, "", person("short", "short"))));

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err())
        .startsWith(
            "The master password for %s is too short; found 5 characters, expected at least 12. Take several words. Nothing was stored.\n"
                .formatted(place()));
    assertThat(list().code()).isZero();
  }

  @Test
  void an_older_copy_is_accepted_on_purpose() throws IOException {
    set("x", "acme/password");
    byte[] old = Files.readAllBytes(file());
    set("y", "acme/password");
    Files.write(file(), old);

    assertThat(list().code()).isEqualTo(2);
    assertThat(list().err()).startsWith("The " + place().substring(4) + " is an older copy;");
    assertThat(Typed.command(new SecretAcceptCopyCommand(desk(""))))
        .isEqualTo(new Typed(0, "Accepted " + place() + " as it is, with 1 secret.\n", ""));
    assertThat(list().code()).isZero();
  }

  @Test
  void a_store_that_is_not_known_is_told() {
    Typed typed =
        Typed.command(
            new SecretListCommand(
                desk(Map.of("GATEHOUSE_SECRET_STORE", "flie"), "", HiddenPrompt.NONE)));

    assertThat(typed)
        .isEqualTo(
            new Typed(
                2,
                "",
                "GATEHOUSE_SECRET_STORE: no such secret store; found \"flie\"; expected one of file, environment, keyring, vault; did you mean file?\n"));
  }

  @Test
  void only_the_file_is_sealed_anew() {
    Typed typed =
        Typed.command(
            new SecretRekeyCommand(
                desk(Map.of("GATEHOUSE_SECRET_STORE", "environment"), "", HiddenPrompt.NONE)));

    assertThat(typed)
        .isEqualTo(
            new Typed(
                2,
                "",
                "rekey is for the encrypted file; found GATEHOUSE_SECRET_STORE=environment. Unset it, or set it to file.\n"));
  }
}
