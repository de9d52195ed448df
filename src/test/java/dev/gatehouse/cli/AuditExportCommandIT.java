package dev.gatehouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.app.Settings;
import dev.gatehouse.audit.AuditEntry;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.AuditSettings;
import dev.gatehouse.audit.CheckpointCopy;
import dev.gatehouse.audit.KeyFile;
import dev.gatehouse.flow.SubmissionLedger.Submission;
import dev.gatehouse.ledger.SubmissionStore;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.step.Traces;
import dev.gatehouse.storage.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An export as its recipient opens it: with GnuPG, and verified with Python. */
@Timeout(120)
class AuditExportCommandIT {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
  private static final String PASSPHRASE = "correct horse battery";

  private final Path temp;
  private final Path project;
  private final Path gnupg;

  AuditExportCommandIT(@TempDir Path temp) {
    this.temp = temp;
    this.project = temp.resolve("project");
    // GnuPG's socket needs a short path.
    this.gnupg = temp.resolve("g");
  }

  /** What a program did. */
  private record Ended(int code, String said) {}

  private Ended program(Path folder, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("GNUPGHOME", gnupg.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said);
  }

  private boolean has(String program) throws Exception {
    try {
      return program(temp, program, "--version").code() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @BeforeEach
  void write() throws Exception {
    assumeTrue(has("gpg"), "no gpg on this machine: exports are not opened");
    assumeTrue(has("python3"), "no python3 on this machine: exports are not verified");
    Files.createDirectory(
        gnupg, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path entities = Files.createDirectories(project.resolve("portals").resolve("entities"));
    Files.writeString(entities.resolve("acme.yaml"), "schema: 1\nlegal-name: ACME plc\n");
    AuditSettings settings = AuditSettings.of(log(), "ann", "box", text -> text);
    try (AuditLog log =
        AuditLog.open(settings, new KeyFile(log().resolve("signing-key.pem")), NOON)) {
      for (int i = 0; i < 150; i++) {
        log.append(entry(i));
      }
    }
    try (Database database = Database.open(project.resolve(".gatehouse").resolve("gatehouse.db"))) {
      SubmissionStore sent = new SubmissionStore(() -> database, NOON, "run-1");
      for (String entity : List.of("acme", "other")) {
        Submission form = new Submission("production", "dh", entity, "bid", "00" + entity);
        assertThat(sent.claim(form).held()).isTrue();
        sent.confirm(form, Optional.of("R-" + entity));
      }
    }
    Path results = Files.createDirectories(project.resolve("reports").resolve("results"));
    for (String entity : List.of("acme", "other")) {
      Files.writeString(results.resolve(entity + "-shot.png"), "picture of " + entity);
      Files.writeString(
          results.resolve(entity + "-result.json"),
          """
          {"start": %d, "labels": [{"name": "epic", "value": "%s"}],
           "steps": [{"attachments": [{"source": "%2$s-shot.png"}, {"source": "../../x"}]}]}
          """
              .formatted(NOON.millis(), entity));
    }
  }

  private Path log() {
    return project.resolve(".gatehouse").resolve("audit");
  }

  private static AuditEntry entry(int number) {
    return new AuditEntry(
        new UUID(0, number),
        "run-1",
        "Sign in",
        NOON.instant().minus(Duration.ofDays(number % 5)),
        "sign-in",
        "dh",
        number % 3 == 0 ? "acme" : "other",
        "sandbox",
        "ann",
        "box",
        "done",
        "",
        Map.of("message", "Entry " + number + " — ünïcödé"));
  }

  private Typed export(String input, String... args) {
    SecretDesk desk =
        new SecretDesk(
            new Settings(
                project,
                Settings.SANDBOX,
                1,
                false,
                Duration.ZERO,
                Traces.OFF,
                Map.of("USER", "ann")),
            HiddenPrompt.NONE,
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            NOON);
    List<String> all =
        new ArrayList<>(
            List.of("--entity", "acme", "--from", "2026-11-18", "--to", "2026-11-21", "--out"));
    all.add(temp.resolve("acme.pgp").toString());
    all.addAll(List.of(args));
    return Typed.command(new AuditExportCommand(desk, ZoneOffset.UTC), all.toArray(new String[0]));
  }

  private Path recipientKey() throws Exception {
    return recipientKey("20260101T000000", "never");
  }

  private Path recipientKey(String made, String expires) throws Exception {
    gpg(
        "--faked-system-time",
        made,
        "--passphrase",
        "",
        "--quick-generate-key",
        "Auditor <auditor@example.com>",
        "default",
        "default",
        expires);
    return exportedKey();
  }

  private void gpg(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--yes"));
    command.addAll(List.of(args));
    Ended done = program(temp, command.toArray(new String[0]));
    assertThat(done.code()).as(done.said()).isZero();
  }

  private Path exportedKey() throws Exception {
    Path file = temp.resolve("auditor.asc");
    Ended exported =
        program(
            temp, "gpg", "--batch", "--yes", "--armor", "--output", file.toString(), "--export");
    assertThat(exported.code()).as(exported.said()).isZero();
    return file;
  }

  @AfterEach
  void stopTheAgent() throws Exception {
    if (Files.exists(gnupg)) {
      Ended unused = program(temp, "gpgconf", "--kill", "all");
    }
  }

  private Path unpacked(String... decrypt) throws Exception {
    List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--yes"));
    command.addAll(List.of(decrypt));
    command.addAll(
        List.of(
            "--output",
            temp.resolve("export.zip").toString(),
            "--decrypt",
            temp.resolve("acme.pgp").toString()));
    Ended opened = program(temp, command.toArray(new String[0]));
    assertThat(opened.code()).as(opened.said()).isZero();
    assertThat(opened.said()).doesNotContain("WARNING: message was not integrity protected");
    Path folder = Files.createDirectory(temp.resolve("opened"));
    Ended unzipped =
        program(folder, "python3", "-m", "zipfile", "-e", "../export.zip", folder.toString());
    assertThat(unzipped.code()).as(unzipped.said()).isZero();
    return folder;
  }

  @Test
  void the_recipient_opens_it_with_gnupg_and_verifies_every_entry() throws Exception {
    Typed exported = export("", "--recipient", recipientKey().toString());
    assertThat(exported.err()).isEmpty();
    assertThat(exported.out())
        .matches(
            "(?s).*acme\\.pgp: 41 entries with proofs, 1 submission, 2 evidence files, for [0-9A-F]{40} \\(Auditor <auditor@example\\.com>\\)\\.\nSHA-256 [0-9a-f]{64}\n");
    assertThat(Files.getPosixFilePermissions(temp.resolve("acme.pgp")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Path opened = unpacked();
    assertThat(program(opened, "python3", "audit-verify.py", "--export", "."))
        .isEqualTo(new Ended(0, "holds: 41 entries\n"));
    assertThat(Files.readString(opened.resolve("submissions.json")))
        .contains("\"receipt\" : \"R-acme\"")
        .doesNotContain("other");
    assertThat(names(opened.resolve("evidence")))
        .containsExactly("acme-result.json", "acme-shot.png");
    assertThat(opened.resolve("entity.yaml")).hasContent("schema: 1\nlegal-name: ACME plc");
    assertThat(Files.readString(opened.resolve("audit").resolve("entries.jsonl")))
        .doesNotContain("\"entity\":\"other\"");
    Path entries = opened.resolve("audit").resolve("entries.jsonl");
    String changed =
        Files.readString(entries).replaceFirst("\"machine\":\"box\"", "\"machine\":\"bay\"");
    Files.writeString(entries, changed);
    assertThat(program(opened, "python3", "audit-verify.py", "--export", "."))
        .isEqualTo(new Ended(1, "audit/entries.jsonl: not what the manifest says\n"));
  }

  @Test
  void a_forged_entry_does_not_lead_to_a_signed_root() throws Exception {
    assertThat(export(PASSPHRASE + "\n", "--passphrase").code()).isZero();
    Path opened = unpacked("--pinentry-mode", "loopback", "--passphrase", PASSPHRASE);
    Path script = temp.resolve("forge.py");
    // An entry made different, with its own hash and the manifest made to fit.
    Files.writeString(
        script,
        """
        import hashlib, importlib.util, json, pathlib, sys
        spec = importlib.util.spec_from_file_location("v", "audit-verify.py")
        v = importlib.util.module_from_spec(spec); spec.loader.exec_module(v)
        file = pathlib.Path("audit/entries.jsonl")
        lines = file.read_text().splitlines()
        p = json.loads(lines[7]); e = p["entry"]; e["machine"] = "bay"
        e["hash"] = v.sha(bytes.fromhex(e["prev"]) + v.without(e, "hash")).hex()
        lines[7] = v.canonical(p)
        file.write_text("\\n".join(lines) + "\\n")
        m = json.loads(pathlib.Path("manifest.json").read_text())
        m["sha256"]["audit/entries.jsonl"] = hashlib.sha256(file.read_bytes()).hexdigest()
        pathlib.Path("manifest.json").write_text(json.dumps(m))
        """);
    assertThat(program(opened, "python3", script.toString())).isEqualTo(new Ended(0, ""));
    assertThat(program(opened, "python3", "audit-verify.py", "--export", "."))
        .isEqualTo(new Ended(1, "audit/entries.jsonl:8: its proof does not lead to the root\n"));
  }

  @Test
  void an_export_is_itself_in_the_log_also_one_that_failed() throws Exception {
    assertThat(export(PASSPHRASE, "--passphrase").code()).isZero();
    List<String> last = lastEntries();
    assertThat(last.get(0))
        .contains("\"action\":\"begin-export\"", "\"recipient\":\"a passphrase\"");
    assertThat(last.get(1))
        .contains("\"action\":\"export\"", "\"entity\":\"acme\"", "\"entries\":41", "\"sha256\":");
    assertThat(names(temp)).containsExactlyInAnyOrder("acme.pgp", "g", "project");
    Typed again = export(PASSPHRASE, "--passphrase");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err())
        .startsWith(
            "--out: found %s, expected a file that is not there yet"
                .formatted(temp.resolve("acme.pgp")));
    Files.delete(temp.resolve("acme.pgp"));
    // A result that is none is found after the export was written down to have begun.
    Files.writeString(
        project.resolve("reports").resolve("results").resolve("bad-result.json"), "{");
    assertThat(export(PASSPHRASE, "--passphrase").code()).isNotZero();
    assertThat(lastEntries().get(1))
        .contains("\"action\":\"export\"", "\"outcome\":\"failed\"", "\"reason\":\"Not exported\"");
    assertThat(names(temp)).containsExactlyInAnyOrder("g", "project");
  }

  @Test
  void a_passphrase_that_is_short_and_a_file_that_is_no_key_are_refused() throws Exception {
    assertThat(export("short\n", "--passphrase").err())
        .startsWith("the passphrase: found 5 characters, expected at least 12");
    Path none = Files.writeString(temp.resolve("none.asc"), "no key");
    Typed refused = export("", "--recipient", none.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith(none + ": found ")
        .contains("expected the recipient's OpenPGP public key, as gpg --export --armor writes it");
    assertThat(lastEntries().get(1)).doesNotContain("export");
  }

  @Test
  void a_key_that_expired_or_was_revoked_is_refused() throws Exception {
    Path expired = recipientKey("20200101T000000", "1y");
    Typed refused = export("", "--recipient", expired.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .containsPattern(
            "^\\S+auditor\\.asc: found the key [0-9A-F]{40} \\(Auditor <auditor@example\\.com>\\), which expired on 2020-12-31T00:00:00Z; expected one in force\\. Ask its owner for the new key, as gpg --export --armor writes it\\.\n");
    try (Stream<Path> certificates = Files.list(gnupg.resolve("openpgp-revocs.d"))) {
      Path certificate = certificates.findFirst().orElseThrow();
      // GnuPG puts a colon before it, against accidents.
      Path armed = temp.resolve("revocation.asc");
      Files.writeString(armed, Files.readString(certificate).replace(":-----", "-----"));
      gpg("--import", armed.toString());
    }
    Typed revoked = export("", "--recipient", exportedKey().toString());
    assertThat(revoked.code()).isEqualTo(2);
    assertThat(revoked.err())
        .containsPattern(
            "^\\S+auditor\\.asc: found the key [0-9A-F]{40} \\(Auditor <auditor@example\\.com>\\), which was revoked; expected one in force\\. Ask its owner for the new key, as gpg --export --armor writes it\\.\n");
    assertThat(names(temp)).doesNotContain("acme.pgp");
  }

  @Test
  void a_log_that_does_not_hold_against_a_copy_is_not_exported() throws Exception {
    Path away = temp.resolve("away");
    AuditSettings other =
        AuditSettings.of(temp.resolve("other").resolve("audit"), "ann", "box", text -> text)
            .withCopies(List.of(CheckpointCopy.toFolder(away)));
    Files.createDirectories(other.folder());
    Files.copy(log().resolve("signing-key.pem"), other.folder().resolve("signing-key.pem"));
    try (AuditLog longer =
        AuditLog.open(other, new KeyFile(other.folder().resolve("signing-key.pem")), NOON)) {
      longer.append(entry(1));
    }
    Typed refused = export(PASSPHRASE, "--passphrase", "--copy", away.toString());
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err())
        .contains(" does not hold: checkpoints.jsonl:1: not the checkpoint that was copied to ")
        .contains(". Nothing was exported.");
    assertThat(temp.resolve("acme.pgp")).doesNotExist();
    assertThat(export(PASSPHRASE, "--passphrase").code()).isZero();
  }

  private List<String> lastEntries() throws IOException {
    List<String> lines = Files.readAllLines(log().resolve("2026-11.jsonl"));
    return lines.subList(lines.size() - 2, lines.size());
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
