package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {

  private static final int CHANGES = 100;
  private static final int CHANGES_FOR_PYTHON = 5;

  @TempDir private Path temp = Path.of("replaced");

  private Path folder() {
    return temp.resolve("audit");
  }

  private void write(int from, int to) {
    try (AuditLog log =
        Logs.open(folder(), Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC))) {
      for (int i = from; i < to; i++) {
        log.append(Logs.entry(i));
      }
    }
  }

  private List<String> lines(String file) throws IOException {
    return new ArrayList<>(Files.readAllLines(folder().resolve(file), UTF_8));
  }

  private void put(String file, List<String> lines) throws IOException {
    Files.writeString(folder().resolve(file), String.join("\n", lines) + "\n", UTF_8);
  }

  @Test
  void the_first_entry_that_was_edited_is_named() throws IOException {
    write(0, 20);
    List<String> lines = lines("2026-11.jsonl");
    String hash = lines.get(6).replaceAll(".*\"hash\":\"([0-9a-f]+)\".*", "$1");
    lines.set(6, lines.get(6).replace("\"portal\":\"dh\"", "\"portal\":\"dx\""));
    put("2026-11.jsonl", lines);
    assertThat(Logs.findings(folder()))
        .singleElement()
        .asString()
        .matches(
            "2026-11\\.jsonl:7: its hash does not fit what it says; found "
                + hash
                + ", expected [0-9a-f]{64}");
  }

  @Test
  void an_entry_that_was_taken_out_is_named() throws IOException {
    write(0, 20);
    List<String> lines = lines("2026-11.jsonl");
    String writer = lines.get(0).replaceAll(".*\"writer\":\"([0-9a-f]+)\".*", "$1");
    lines.remove(6);
    put("2026-11.jsonl", lines);
    assertThat(Logs.findings(folder()))
        .containsExactly(
            "2026-11.jsonl:7: not the next entry of writer %s; found number 8, expected 7"
                .formatted(writer));
  }

  @Test
  void a_cut_end_is_told() throws IOException {
    write(0, 20);
    put("2026-11.jsonl", lines("2026-11.jsonl").subList(0, 17));
    assertThat(Logs.findings(folder()))
        .containsExactly(
            "2026-11.jsonl:17: the file ends too early; found 17 entries, expected 20, as checkpoint 3 says");
  }

  @Test
  void a_segment_that_is_gone_is_told() throws IOException {
    write(0, 20);
    Files.delete(folder().resolve("2026-11.jsonl"));
    assertThat(Logs.findings(folder()))
        .containsExactly("2026-11.jsonl: not there; found no file, expected 20 entries");
  }

  @Test
  void an_older_copy_of_everything_differs_from_the_copies_of_checkpoints() throws IOException {
    write(0, 8);
    List<String> entries = lines("2026-11.jsonl");
    List<String> checkpoints = lines("checkpoints.jsonl");
    write(8, 16);
    List<String> later = lines("checkpoints.jsonl");
    put("2026-11.jsonl", entries);
    put("checkpoints.jsonl", checkpoints);
    assertThat(Logs.findings(folder()))
        .containsExactly(
            "checkpoints.jsonl:2: not the checkpoint that was copied to %s:2 on 2026-11-21T12:00:00.000Z; found none, expected %s"
                .formatted(
                    AuditSettings.anchors(folder()),
                    Hashes.hex(Hashes.sha256(later.get(1).getBytes(UTF_8)))));
    // Written on from the older copy, it still shows.
    Files.move(AuditSettings.anchors(folder()), temp.resolve("elsewhere.jsonl"));
    write(30, 38);
    assertThat(
            new AuditVerifier(folder(), Optional.empty(), List.of(temp.resolve("elsewhere.jsonl")))
                .verify()
                .bad()
                .orElseThrow()
                .toString())
        .startsWith("checkpoints.jsonl:2: not the checkpoint that was copied to ");
  }

  @Test
  void a_log_signed_with_another_key_is_told() throws IOException {
    write(0, 1);
    Path other = temp.resolve("other");
    Logs.open(other).close();
    Verification found =
        new AuditVerifier(folder(), Optional.of(other.resolve("public-key.pem")), List.of())
            .verify();
    assertThat(found.bad().orElseThrow().toString())
        .matches(
            "checkpoints\\.jsonl:1: signed with another key; found [0-9a-f]{16}, expected [0-9a-f]{16}");
  }

  @Test
  void a_folder_that_is_no_log_is_told() throws IOException {
    assertThatThrownBy(() -> Logs.verify(folder()))
        .isInstanceOf(AuditException.class)
        .hasMessage("There is no audit log in " + folder() + ".");
    Files.createDirectories(folder());
    assertThatThrownBy(() -> Logs.verify(folder()))
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "The public key could not be read from %s: not there or not readable. Name its file with --key.",
            folder().resolve("public-key.pem"));
  }

  @Test
  void every_random_change_is_found() throws IOException {
    Tampering tampering = new Tampering(folder(), 1);
    assertThat(Logs.findings(folder())).isEmpty();
    List<String> notFound = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      String how = tampering.change();
      if (!found(folder())) {
        notFound.add(how);
      }
      tampering.undo();
    }
    assertThat(notFound).isEmpty();
  }

  /** Returns whether a change shows: as bad, or as an unfinished end where there was none. */
  static boolean found(Path folder) {
    Verification found = Logs.verify(folder);
    return !found.holds() || found.notes().stream().anyMatch(note -> note.contains("unfinished"));
  }

  @Test
  void a_second_verifier_written_from_the_documented_format_agrees() throws Exception {
    assumeTrue(hasPython(), "no python3 on this machine: docs/audit-verify.py is not tried");
    Tampering tampering = new Tampering(folder(), 2);
    assertThat(python()).isEqualTo("0 holds: 40 entries\n");
    for (int i = 0; i < CHANGES_FOR_PYTHON; i++) {
      String how = tampering.change();
      assertThat(python().charAt(0)).as(how).isEqualTo(Logs.verify(folder()).holds() ? '0' : '1');
      tampering.undo();
    }
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String python() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "python3",
                "docs/audit-verify.py",
                folder().toString(),
                "--copy",
                AuditSettings.anchors(folder()).toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + said;
  }
}
