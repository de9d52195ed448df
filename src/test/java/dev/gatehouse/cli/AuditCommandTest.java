package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.AuditEntry;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.AuditSettings;
import dev.gatehouse.audit.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

  @TempDir private Path project = Path.of("replaced");

  private Path log() {
    return project.resolve(".gatehouse").resolve("audit");
  }

  private void write() {
    Clock noon = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    AuditSettings settings = AuditSettings.of(log(), "ann", "box", text -> text);
    KeyFile key = new KeyFile(log().resolve("signing-key.pem"));
    try (AuditLog log = AuditLog.open(settings, key, noon)) {
      log.append(entry(1, "dh", "done"));
      log.append(entry(2, "osn", "failed"));
    }
  }

  private static AuditEntry entry(int number, String portal, String outcome) {
    return new AuditEntry(
        new UUID(0, number),
        "run-1",
        "Sign in",
        Instant.parse("2026-11-21T12:00:00Z"),
        "sign-in",
        portal,
        "acme",
        "sandbox",
        "ann",
        "box",
        outcome,
        "",
        Map.of());
  }

  private Typed verify(String... args) {
    return Typed.command(new AuditVerifyCommand(Typed.in(project)), args);
  }

  private Typed report(String... args) {
    return Typed.command(new AuditReportCommand(Typed.in(project), ZoneOffset.UTC), args);
  }

  @Test
  void verify_tells_what_holds_and_what_that_rests_on() throws IOException {
    write();
    String key =
        Files.readString(log().resolve("checkpoints.jsonl"))
            .replaceAll("(?s).*\"key\":\"([0-9a-f]+)\".*", "$1");
    assertThat(verify())
        .isEqualTo(
            new Typed(
                0,
                """
                %s holds: 2 entries in 1 segment, 1 checkpoint by key %s.
                Note: The signing key is kept in a file of the machine that writes the log: this proves nothing against whoever has that machine.
                Note: The public key came with the log, so whoever replaced the log could have replaced it as well: keep a copy elsewhere and name it with --key.
                """
                    .formatted(log(), key),
                ""));
    Path elsewhere = project.resolve("key.pem");
    Files.copy(log().resolve("public-key.pem"), elsewhere);
    assertThat(verify(log().toString(), "--key", elsewhere.toString()).out())
        .contains("Note: The signing key")
        .doesNotContain("came with the log");
  }

  @Test
  void verify_ends_with_1_and_names_the_first_bad_entry() throws IOException {
    write();
    Path segment = log().resolve("2026-11.jsonl");
    Files.writeString(
        segment, Files.readString(segment).replace("\"portal\":\"osn\"", "\"portal\":\"\\u001b\""));
    Typed found = verify();
    assertThat(found.code()).isEqualTo(1);
    assertThat(found.out())
        .startsWith(
            log() + " does not hold:\n2026-11.jsonl:2: its hash does not fit what it says; found ")
        .doesNotContain("\u001b");
    assertThat(verify("--json").out()).contains("\"holds\" : false", "\"line\" : 2");
  }

  @Test
  void verify_ends_with_2_where_there_is_no_log() {
    assertThat(verify()).isEqualTo(new Typed(2, "", "There is no audit log in " + log() + ".\n"));
  }

  @Test
  void report_counts_a_period() {
    write();
    assertThat(report("--from", "2026-11-21", "--to", "2026-11-21", "--portal", "dh"))
        .isEqualTo(
            new Typed(
                0,
                """
                From 2026-11-21 to 2026-11-21, days of Z
                by      name     total  succeeded  failed  needs-person
                all     -        1      1          0       0
                portal  dh       1      1          0       0
                entity  acme     1      1          0       0
                action  sign-in  1      1          0       0
                user    ann      1      1          0       0
                """,
                ""));
    assertThat(report("--to", "2026-11-20", "--format", "csv").out().replace("\r", ""))
        .isEqualTo("by,name,total,succeeded,failed,needs-person\n\"all\",\"\",0,0,0,0\n");
    assertThat(report("--json").out()).contains("\"portal\" : {", "\"osn\" : {");
    assertThat(report("--format", "HTML").out()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void report_ends_with_2_when_a_period_makes_no_sense() {
    Typed found = report("--from", "2026-11-21", "--to", "2026-11-20");
    assertThat(found.code()).isEqualTo(2);
    assertThat(found.err())
        .startsWith("--to: found \"2026-11-20\", expected a day not before --from 2026-11-21\n");
  }
}
