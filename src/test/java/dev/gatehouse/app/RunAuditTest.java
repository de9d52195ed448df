package dev.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.AuditException;
import dev.gatehouse.audit.AuditSettings;
import dev.gatehouse.audit.AuditVerifier;
import dev.gatehouse.audit.DatabaseComparison;
import dev.gatehouse.audit.Verification;
import dev.gatehouse.outcome.Event;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.file.LightSecrets;
import dev.gatehouse.step.Traces;
import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which key a run's audit log is signed with, with a real secrets file. */
class RunAuditTest {

  private static final Map<String, String> OPEN =
      Map.of("GATEHOUSE_MASTER_PASSWORD", "correct horse battery");

  private final Path project;

  RunAuditTest(@TempDir Path project) {
    this.project = project;
  }

  private Settings settings(Map<String, String> variables) {
    return new Settings(project, Settings.SANDBOX, 1, false, Duration.ZERO, Traces.OFF, variables);
  }

  private ChosenStore chosen(Map<String, String> variables) {
    return new ChosenStore(
        settings(variables), HiddenPrompt.NONE, Clock.systemUTC(), new Redactor());
  }

  private void keepASecret() {
    LightSecrets.begin(project, "correct horse battery");
    try (SecretStore store = chosen(OPEN).open()) {
      store.put(SecretName.of("dh/password"), new Secret("tulip"));
    }
  }

  private void run(Map<String, String> variables) {
    ChosenStore chosen = chosen(variables);
    Clock clock = Clock.systemUTC();
    try (SecretStore store = chosen.open();
        Database database = Database.open(settings(variables).database());
        RunAudit audit =
            new RunAudit(
                settings(variables),
                clock,
                text -> text,
                new AuditKeys(chosen, store, clock),
                () -> database,
                "run-1")) {
      audit.ready();
      audit.accept(
          new Event(
              UUID.randomUUID(),
              "run-1",
              "Looking",
              clock.instant(),
              Duration.ZERO,
              "sign-in",
              "dh",
              "acme",
              Outcome.Done.of("Signed in.", Evidence.NONE)));
    }
  }

  private Path log() {
    return project.resolve(".gatehouse").resolve("audit");
  }

  private Verification verified(Optional<Path> key) {
    return new AuditVerifier(log(), key, List.of(AuditSettings.anchors(log()))).verify();
  }

  private String keyBlocks() throws IOException {
    return Files.readString(log().resolve("public-key.pem"));
  }

  @Test
  void without_a_store_that_is_open_the_key_is_in_a_file() {
    run(Map.of());
    keepASecret();
    run(Map.of());
    assertThat(verified(Optional.empty()).kept()).isEqualTo("file");
    assertThat(log().resolve("signing-key.pem")).exists();
    assertThat(new Records(settings(Map.of())).compareAudit())
        .contains(new DatabaseComparison(Optional.empty(), 2, 0));
  }

  @Test
  void an_open_store_keeps_the_key_from_the_first_run_on() throws IOException {
    keepASecret();
    run(OPEN);
    run(OPEN);
    Verification found = verified(Optional.empty());
    assertThat(found.bad()).isEmpty();
    assertThat(List.of(found.kept(), found.entries())).isEqualTo(List.of("store", 4L));
    assertThat(found.notes())
        .containsExactly(
            "The signing key is kept in a secret store.",
            "The public key came with the log, so whoever replaced the log could have replaced it as well: keep a copy elsewhere and name it with --key.");
    assertThat(log().resolve("signing-key.pem")).doesNotExist();
    try (var files = Files.list(log())) {
      assertThat(files.filter(file -> file.toString().endsWith(".jsonl")))
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("PRIVATE KEY"))
          .hasSize(2);
    }
    try (var files = Files.list(log())) {
      assertThat(
              files
                  .filter(file -> file.getFileName().toString().startsWith("20"))
                  .findFirst()
                  .map(RunAuditTest::firstLine))
          .hasValueSatisfying(
              line ->
                  assertThat(line)
                      .contains(
                          "\"action\":\"read-secret\"",
                          "Read version 1 of gatehouse/default/audit-signing-key in the secrets file "
                              + settings(OPEN).secrets()
                              + ", to sign the audit log"));
    }
  }

  private static String firstLine(Path file) {
    try {
      return Files.readAllLines(file).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_log_passes_from_the_key_in_the_file_to_the_one_in_the_store_by_its_signature()
      throws IOException {
    run(Map.of());
    Path former = project.resolve("former.pem");
    Files.copy(log().resolve("public-key.pem"), former);
    Path keyFile = log().resolve("signing-key.pem");
    String privateKey = Files.readString(keyFile);
    keepASecret();
    run(OPEN);

    assertThat(keyBlocks()).startsWith(Files.readString(former)).hasSizeGreaterThan(200);
    assertThat(keyFile).hasContent(privateKey);
    Verification found = verified(Optional.empty());
    assertThat(found.bad()).isEmpty();
    assertThat(found.kept()).isEqualTo("store");
    assertThat(found.notes())
        .contains(
            "Up to checkpoint 2 the signing key was kept in a file of the machine: that part proves nothing against whoever had that machine.");
    // Whoever has only the former key is told where the other began.
    assertThat(verified(Optional.of(former)).bad().orElseThrow().toString())
        .matches(
            ".*audit-anchors\\.jsonl:3: signed with another key; found [0-9a-f]{16}, expected [0-9a-f]{16}");
    run(OPEN);
    assertThat(verified(Optional.empty()).bad()).isEmpty();
  }

  @Test
  void a_key_that_the_one_before_did_not_name_signs_nothing() throws IOException {
    run(Map.of());
    keepASecret();
    run(OPEN);
    Path file = log().resolve("checkpoints.jsonl");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(1)).contains("\"type\":\"key\"", "\"kept\":\"file\"");
    // The log as it would be without the line that names the key.
    Files.writeString(file, lines.get(0) + "\n" + lines.get(2) + "\n");
    assertThat(
            new AuditVerifier(log(), Optional.empty(), List.of())
                .verify()
                .bad()
                .orElseThrow()
                .toString())
        .matches(
            "checkpoints\\.jsonl:2: signed with a key that the one before did not name; found [0-9a-f]{16}, expected [0-9a-f]{16}");
  }

  @Test
  void a_log_signed_from_the_store_is_not_written_to_without_it() throws IOException {
    keepASecret();
    run(OPEN);
    assertThatThrownBy(() -> run(Map.of()))
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "The audit log cannot be signed: its key is in the secrets file %1$s, as gatehouse/default/audit-signing-key, which cannot be used. No master password was given for the secrets file %1$s. Start Gatehouse at a terminal and type it, set GATEHOUSE_MASTER_PASSWORD_FILE to a file that holds it and that only you may read, or set GATEHOUSE_MASTER_PASSWORD. Without a signature nothing is done at a portal.",
            settings(OPEN).secrets());
    assertThat(verified(Optional.empty()).entries()).isEqualTo(2);
  }

  @Test
  void a_key_erased_from_the_store_is_not_replaced() throws IOException {
    keepASecret();
    run(OPEN);
    try (SecretStore store = chosen(OPEN).open()) {
      assertThat(store.delete(AuditKeyInStore.NAME)).isTrue();
    }
    assertThatThrownBy(() -> run(OPEN))
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "The key that signs the audit log is gone: found none in the secrets file %s, as gatehouse/default/audit-signing-key, expected the one of %s. Put it back, or move the folder %s away to begin a new log.",
            settings(OPEN).secrets(), log().resolve("public-key.pem"), log());
  }

  @Test
  void a_store_that_does_not_open_is_no_hindrance_to_a_log_signed_from_a_file() {
    run(Map.of());
    keepASecret();
    run(Map.of("GATEHOUSE_MASTER_PASSWORD", "wrong horse battery"));
    assertThat(verified(Optional.empty()).kept()).isEqualTo("file");
  }
}
