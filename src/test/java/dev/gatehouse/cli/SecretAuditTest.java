package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.Settings;
import dev.gatehouse.audit.AuditSettings;
import dev.gatehouse.audit.AuditVerifier;
import dev.gatehouse.audit.Verification;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to stored secrets is in the audit log before it is done. */
class SecretAuditTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
  private static final Map<String, String> KNOWN =
      Map.of("GATEHOUSE_MASTER_PASSWORD", "correct horse battery staple");
  private static final Pattern ENTRY =
      Pattern.compile(
          "\"action\":\"([^\"]+)\",\"details\":\\{(.*?)},.*\"outcome\":\"([a-z]+)\",\"portal\":\"([^\"]*)\"");

  @TempDir private Path project = Path.of("replaced");

  private Settings settings(Map<String, String> variables) {
    return new Settings(project, Settings.SANDBOX, 1, false, Duration.ZERO, Traces.OFF, variables);
  }

  private SecretDesk desk(Map<String, String> variables, String input) {
    return new SecretDesk(
        settings(variables),
        HiddenPrompt.NONE,
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        NOON);
  }

  private Typed set(String input, String name) {
    return Typed.command(new SecretSetCommand(desk(KNOWN, input)), name);
  }

  private Path file() {
    return project.resolve(".gatehouse/secrets.ghs");
  }

  private Path log() {
    return project.resolve(".gatehouse/audit");
  }

  private Path segment() {
    return log().resolve("2026-03.jsonl");
  }

  /** Returns the entries in the order they were written: action, portal, details, outcome. */
  private List<String> entries() throws IOException {
    List<String> entries = new ArrayList<>();
    for (String line : Files.readAllLines(segment())) {
      Matcher entry = ENTRY.matcher(line);
      assertThat(entry.find()).as(line).isTrue();
      entries.add(
          "%s %s {%s} %s"
              .formatted(entry.group(1), entry.group(4), entry.group(2), entry.group(3))
              .replace("\"", ""));
    }
    return entries;
  }

  private String changed(String action, String portal, String name, int version) {
    return "%s %s {name:%s,store:the secrets file %s,version:%d} done"
        .formatted(action, portal, name, file(), version);
  }

  private void assertVerified() {
    Verification found =
        new AuditVerifier(log(), Optional.empty(), List.of(AuditSettings.anchors(log()))).verify();
    assertThat(found.bad()).isEmpty();
  }

  private void assertNowhere(String value) throws IOException {
    try (Stream<Path> files = Files.walk(project.resolve(".gatehouse"))) {
      for (Path one : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1))
            .as(one.toString())
            .doesNotContain(value);
      }
    }
  }

  @Test
  void who_changed_which_secret_is_written_down_and_its_value_is_not() throws IOException {
    assertThat(set("Plinth%Orbit", "acme/password").code()).isZero();
    assertThat(set("Plinth%Orbit 2", "acme/password").code()).isZero();
    assertThat(Typed.command(new SecretDeleteCommand(desk(KNOWN, "")), "acme/password").code())
        .isZero();
    Map<String, String> next = new HashMap<>(KNOWN);
    next.put("GATEHOUSE_NEW_MASTER_PASSWORD", "an entirely other sentence");
    assertThat(Typed.command(new SecretRekeyCommand(desk(next, ""))).code()).isZero();

    assertThat(entries())
        .containsExactly(
            changed("set-secret", "acme", "acme/default/password", 1),
            changed("set-secret", "acme", "acme/default/password", 2),
            changed("delete-secret", "acme", "acme/default/password", 2),
            "rekey-secrets  {count:0,store:the secrets file " + file() + "} done");
    assertThat(Files.readString(segment()))
        .contains("\"time\":\"2026-03-02T12:00:00.000Z\"")
        .contains("\"user\":\"" + System.getProperty("user.name") + "\"");
    assertVerified();
    for (String value : List.of("Plinth", "horse battery", "an entirely other sentence")) {
      assertNowhere(value);
    }
  }

  @Test
  void what_is_imported_is_written_down_secret_by_secret() throws IOException {
    Path old = Files.createDirectories(project.resolve("old"));
    Files.writeString(
        old.resolve(".credentials.json"),
        "{\"portals\": {\"acme\": {\"username\": \"jo\", \"password\": \"Plinth%Orbit\"}}}");
    Typed.command(new ImportCommand(desk(KNOWN, "")), old.toString());

    assertThat(entries())
        .containsExactly(
            changed("import-secret", "acme", "acme/default/password", 1),
            changed("import-secret", "acme", "acme/default/username", 1));
    assertVerified();
    assertNowhere("Plinth");
  }

  @Test
  void what_was_not_done_after_all_is_written_down_too() throws IOException {
    Typed typed = Typed.command(new SecretSetCommand(desk(Map.of(), "x")), "acme/password");

    assertThat(typed.code()).isEqualTo(2);
    List<String> entries = entries();
    assertThat(entries).hasSize(2);
    assertThat(entries.get(0)).isEqualTo(changed("set-secret", "acme", "acme/default/password", 1));
    assertThat(entries.get(1))
        .matches(
            "set-secret acme \\{entry:[0-9a-f-]{36},name:acme/default/password,.*version:1} failed");
    assertThat(file()).doesNotExist();
    assertVerified();
  }

  @Test
  void what_is_refused_before_anything_is_done_leaves_no_entry() throws IOException {
    assertThat(set("\n", "acme/password").code()).isEqualTo(2);
    assertThat(Typed.command(new SecretDeleteCommand(desk(KNOWN, "")), "acme/totp").code())
        .isEqualTo(2);

    assertThat(segment()).doesNotExist();
  }

  @Test
  void a_damaged_log_refuses_every_change() throws IOException {
    Typed.command(new SecretSetCommand(desk(Map.of(), "x")), "acme/password");
    long length = Files.size(segment());
    Files.writeString(segment(), "");
    Path old = Files.createDirectories(project.resolve("old"));
    Files.writeString(
        old.resolve(".credentials.json"),
        "{\"portals\": {\"acme\": {\"username\": \"jo\", \"password\": \"Plinth%Orbit\"}}}");

    for (Typed typed :
        List.of(
            set("y", "acme/password"),
            Typed.command(new ImportCommand(desk(KNOWN, "")), old.toString()),
            Typed.command(new SecretRekeyCommand(desk(KNOWN, ""))),
            Typed.command(new SecretAcceptCopyCommand(desk(KNOWN, ""))))) {
      assertThat(typed)
          .isEqualTo(
              new Typed(
                  2,
                  "",
                  """
                  %s was cut: found 0 bytes, expected at least %d. Run "gatehouse audit verify", and keep the folder as it is.
                  No secret was changed: a change that cannot be written down is not made.
                  """
                      .formatted(segment(), length)));
    }
    assertThat(file()).doesNotExist();
    assertThat(segment()).isEmptyFile();
  }

  @Test
  void an_old_copy_that_holds_the_logs_key_is_accepted_and_that_is_written_down()
      throws IOException {
    set("x", "acme/password");
    // A backup has the log's key pass to the store.
    assertThat(
            Typed.command(new BackupCreateCommand(settings(KNOWN), NOON), "--without-database")
                .code())
        .isZero();
    byte[] old = Files.readAllBytes(file());
    set("y", "acme/password");
    Files.write(file(), old);

    assertThat(Typed.command(new SecretAcceptCopyCommand(desk(KNOWN, ""))).code()).isZero();

    assertThat(entries())
        .endsWith("accept-secrets-copy  {count:2,store:the secrets file " + file() + "} done");
    assertVerified();
  }

  @Test
  void a_secret_is_not_deleted_while_the_log_is_damaged() throws IOException {
    set("Plinth%Orbit", "acme/password");
    byte[] before = Files.readAllBytes(file());
    long length = Files.size(segment());
    Files.writeString(segment(), "");

    assertThat(Typed.command(new SecretDeleteCommand(desk(KNOWN, "")), "acme/password"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                %s was cut: found 0 bytes, expected at least %d. Run "gatehouse audit verify", and keep the folder as it is.
                No secret was changed: a change that cannot be written down is not made.
                """
                    .formatted(segment(), length)));

    assertThat(file()).hasBinaryContent(before);
    assertThat(segment()).isEmptyFile();
  }

  private Typed history(String... args) {
    return Typed.command(new SecretHistoryCommand(desk(Map.of(), "")), args);
  }

  @Test
  void when_and_by_whom_a_key_was_replaced_is_told_without_it() throws IOException {
    Typed.command(new SecretSetCommand(desk(Map.of(), "never")), "acme/api-key");
    set("key-one-51c7", "acme/api-key");
    set("key-two-51c7", "acme/api-key");
    set("another", "acme/auditor/api-key");
    Typed.command(new SecretDeleteCommand(desk(KNOWN, "")), "acme/api-key");
    set("key-three-51c7", "acme/api-key");
    String by = " by %s on HERE".formatted(System.getProperty("user.name"));

    Typed told = history("acme/api-key");

    assertThat(told.out().replaceAll(" {2,}", "  ").replaceAll(" on \\S+", " on HERE"))
        .isEqualTo(
            """
            acme/api-key  version 1  2026-03-02T12:00:00Z  set%1$s  was not done after all
            acme/api-key  version 1  2026-03-02T12:00:00Z  set%1$s
            acme/api-key  version 2  2026-03-02T12:00:00Z  set%1$s
            acme/api-key  version 2  2026-03-02T12:00:00Z  deleted%1$s
            acme/api-key  version 1  2026-03-02T12:00:00Z  set%1$s
            """
                .formatted(by));
    assertThat(told.code()).isZero();
    assertThat(history().out()).contains("acme/auditor/api-key  version 1");
    assertThat(history("acme/api-key", "--json").out())
        .contains("\"what\" : \"deleted\"", "\"done\" : false");
    assertThat(history().out() + history("--json").out()).doesNotContain("51c7");
    assertNowhere("51c7");
  }

  @Test
  void a_version_that_came_past_the_log_is_told() throws IOException {
    set("key one", "acme/api-key");
    try (SecretStore store = desk(KNOWN, "").store().open();
        Secret unaudited = new Secret("key two")) {
      store.put(SecretName.of("acme/api-key"), unaudited);
    }
    set("key three", "acme/api-key");

    assertThat(history("acme/api-key").out())
        .endsWith("  version 2 is not written down\n")
        .containsOnlyOnce("is not written down");
  }

  @Test
  void a_key_nobody_changed_has_no_history() {
    assertThat(history("acme/api-key"))
        .isEqualTo(
            new Typed(
                3,
                "No change of acme/api-key is written down in "
                    + log()
                    + ". What is changed past Gatehouse, as variables are, is not.\n",
                ""));
    assertThat(history("--json")).isEqualTo(new Typed(0, "[ ]\n", ""));
    assertThat(project).isEmptyDirectory();
  }
}
