package dev.gatehouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.AuditEntry;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.AuditSettings;
import dev.gatehouse.audit.AuditVerifier;
import dev.gatehouse.audit.DatabaseComparison;
import dev.gatehouse.audit.KeyFile;
import dev.gatehouse.audit.Verification;
import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionCommandTest {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir private Path project = Path.of("replaced");

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }

  private Path log() {
    return project.resolve(".gatehouse/audit");
  }

  private void write(String time, String entity) {
    write(time, entity, AuditSettings.of(log(), "ann", "box", text -> text));
  }

  private void write(String time, String entity, AuditSettings settings) {
    KeyFile key = new KeyFile(log().resolve("signing-key.pem"));
    try (AuditLog log = AuditLog.open(settings, key, at(time))) {
      log.append(
          new AuditEntry(
              UUID.randomUUID(),
              "",
              "",
              Instant.parse(time),
              "sign-in",
              "dh",
              entity,
              "",
              "ann",
              "box",
              AuditEntry.DONE,
              "",
              Map.of()));
    }
  }

  private Path file(String name, String text, Instant written) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(written));
    return file;
  }

  private void hold(String entity) throws IOException {
    file(
        "portals/entities/" + entity + ".yaml",
        "schema: 1\nid: " + entity + "\nlegal-name: Held\nlegal-hold: true\n",
        NOW);
  }

  private Typed retention(String... args) {
    return Typed.command(
        new RetentionCommand(Typed.in(project), Clock.fixed(NOW, ZoneOffset.UTC)), args);
  }

  private Verification verify() {
    return new AuditVerifier(log(), Optional.empty(), List.of(AuditSettings.anchors(log())))
        .verify();
  }

  /** Twelve months of which two are more than seven years old. */
  private void months() {
    write("2018-12-05T12:00:00Z", "acme");
    write("2019-02-05T12:00:00Z", "other");
    for (int month = 1; month <= 10; month++) {
      write("2025-%02d-05T12:00:00Z".formatted(month), "acme");
    }
  }

  @Test
  void old_months_of_the_log_go_and_the_rest_still_verifies() throws Exception {
    months();
    String dry = retention().out();
    assertThat(dry.replaceAll(" +", " "))
        .contains("what kept too old of all", " 2018-12\n 2019-02\n")
        .endsWith("Nothing was removed. To remove it: gatehouse retention --apply\n");
    assertThat(log().resolve("2018-12.jsonl")).exists();
    Typed done = retention("--apply");
    assertThat(done.code()).isZero();
    assertThat(done.out()).endsWith("Removed, and written down in the audit log.\n");
    assertThat(log().resolve("2018-12.jsonl")).doesNotExist();
    assertThat(log().resolve("2019-02.jsonl")).doesNotExist();
    Verification found = verify();
    assertThat(found.bad()).isEmpty();
    assertThat(found.notes().stream().map(note -> note.replaceFirst(" on [^ ]+Z:", ":")))
        .contains(
            "2018-12.jsonl with 1 entries was removed: older than it is to be kept",
            "2019-02.jsonl with 1 entries was removed: older than it is to be kept");
    assertThat(Files.readString(log().resolve("2026-03.jsonl")))
        .contains("\"action\":\"remove-old\"", "\"names\":[\"2018-12\",\"2019-02\"]");
    assertThat(python()).isZero();
    write("2026-04-01T12:00:00Z", "acme");
    assertThat(verify().bad()).isEmpty();
    assertThat(retention().out()).endsWith("Nothing is too old.\n");
  }

  @Test
  void their_copies_in_the_database_go_with_them() {
    try (Database database = Database.open(Typed.in(project).databaseAddress())) {
      AuditSettings copied =
          AuditSettings.of(log(), "ann", "box", text -> text).withDatabase(() -> database);
      write("2018-12-05T12:00:00Z", "acme", copied);
      for (int month = 1; month <= 10; month++) {
        write("2025-%02d-05T12:00:00Z".formatted(month), "acme", copied);
      }
      assertThat(DatabaseComparison.of(log(), database).orElseThrow())
          .isEqualTo(new DatabaseComparison(Optional.empty(), 11, 0));
    }
    assertThat(retention("--apply").out())
        .endsWith("Removed, and written down in the audit log.\n");
    assertThat(log().resolve("2018-12.jsonl")).doesNotExist();
    try (Database database = Database.open(Typed.in(project).databaseAddress())) {
      DatabaseComparison after = DatabaseComparison.of(log(), database).orElseThrow();
      assertThat(after.bad()).isEmpty();
      assertThat(after.same()).isEqualTo(10);
    }
  }

  @Test
  void a_removal_that_died_before_the_file_was_gone_is_finished() throws IOException {
    months();
    Path month = log().resolve("2018-12.jsonl");
    byte[] bytes = Files.readAllBytes(month);
    retention("--apply");
    Files.write(month, bytes);
    assertThat(verify().bad()).isEmpty();
    assertThat(retention("--apply").out())
        .endsWith("Removed, and written down in the audit log.\n");
    assertThat(month).doesNotExist();
    assertThat(verify().bad()).isEmpty();
    assertThat(Files.readAllLines(log().resolve("checkpoints.jsonl")))
        .filteredOn(line -> line.contains("\"type\":\"removal\""))
        .hasSize(2);
  }

  private int python() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "python3",
                Path.of("docs/audit-verify.py").toAbsolutePath().toString(),
                log().toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
    return process.exitValue();
  }

  @Test
  void what_names_an_entity_under_legal_hold_stays() throws IOException {
    months();
    hold("acme");
    Instant old = NOW.minusSeconds(100 * 86_400L);
    Path result =
        file(
            "reports/results/a-result.json",
            "{\"labels\":[{\"name\":\"epic\",\"value\":\"acme\"}],\"attachments\":[{\"source\":\"shot.png\"}]}",
            old);
    Path shot = file("reports/results/shot.png", "picture", old);
    Path others = file("reports/results/b-result.json", "{\"value\":\"other\"}", old);
    assertThat(retention("--apply", "--even-more-than-a-fifth").out())
        .contains(
            "Stays: audit 2018-12 names acme, under legal hold\n",
            "Stays: reports/results/a-result.json is of an entity under legal hold\n");
    assertThat(log().resolve("2018-12.jsonl")).exists();
    assertThat(log().resolve("2019-02.jsonl")).doesNotExist();
    assertThat(result).exists();
    assertThat(shot).exists();
    assertThat(others).doesNotExist();
    assertThat(verify().bad()).isEmpty();
  }

  @Test
  void more_than_a_fifth_of_anything_needs_a_word() throws IOException {
    Path report = file("reports/html/index.html", "old", NOW.minusSeconds(91 * 86_400L));
    Path left = file(".gatehouse/unfinished-x/new/0", "left", NOW.minusSeconds(2 * 86_400L));
    Typed refused = retention("--apply");
    assertThat(refused)
        .isEqualTo(
            new Typed(
                4,
                """
                what       kept     too old  of all
                audit      7 years  0        0
                evidence   90 days  1, 3 B   1, 3 B
                backups    1 year   0        0
                temporary  1 day    1, 4 B   1, 4 B
                  reports/html/index.html
                  .gatehouse/unfinished-x/new/0
                More than a fifth of something is too old, as when the clock is wrong: nothing was removed. See that it is right, then add --even-more-than-a-fifth
                """,
                ""));
    assertThat(report).exists();
    assertThat(left).exists();
    assertThat(retention("--apply", "--even-more-than-a-fifth").code()).isZero();
    assertThat(report).doesNotExist();
    assertThat(left).doesNotExist();
  }

  @Test
  void an_entity_that_cannot_be_read_keeps_everything() throws IOException {
    months();
    file("portals/entities/acme.yaml", "schema: 1\nid: acme\nlegal-hold: perhaps\n", NOW);
    Typed refused = retention("--apply");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("legal-hold");
    assertThat(log().resolve("2018-12.jsonl")).exists();
  }

  @Test
  void json_has_every_kind() {
    assertThat(
            retention("--json")
                .out()
                .lines()
                .filter(line -> line.contains("\"kind\""))
                .collect(Collectors.joining()))
        .contains("audit", "evidence", "backups", "temporary");
  }
}
