package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

  @TempDir private Path temp = Path.of("replaced");

  private Path folder() {
    return temp.resolve("audit");
  }

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder().resolve(file), UTF_8);
  }

  @Test
  void an_entry_is_one_line_of_canonical_json() throws IOException {
    try (AuditLog log = Logs.open(folder(), at("2026-11-21T12:00:00Z"))) {
      log.append(Logs.entry(1));
    }
    String line = lines("2026-11.jsonl").get(0);
    assertThat(
            line.replaceAll("\"writer\":\"[0-9a-f]{16}\"", "\"writer\":\"W\"")
                .replaceAll("\"hash\":\"[0-9a-f]{64}\"", "\"hash\":\"H\""))
        .isEqualTo(
            "{\"action\":\"sign-in\",\"details\":{\"message\":\"Entry 1 of several — ünïcödé\"},"
                + "\"entity\":\"acme\",\"environment\":\"sandbox\",\"hash\":\"H\","
                + "\"id\":\"00000000-0000-0000-0000-000000000001\",\"machine\":\"box\","
                + "\"outcome\":\"done\",\"portal\":\"dh\",\"prev\":\""
                + "0".repeat(64)
                + "\",\"reason\":\"\",\"scenario\":\"Sign in\",\"seq\":1,\"session\":\"run-1\","
                + "\"time\":\"2026-11-21T12:00:01.000Z\",\"user\":\"ann\",\"v\":1,\"writer\":\"W\"}");
  }

  @Test
  void every_so_many_entries_and_the_end_are_signed() throws IOException {
    try (AuditLog log = Logs.open(folder(), at("2026-11-21T12:00:00Z"))) {
      IntStream.range(0, 20).forEach(i -> log.append(Logs.entry(i)));
      assertThat(lines("checkpoints.jsonl")).hasSize(2);
      assertThat(Logs.verify(folder()).unsigned()).isEqualTo(4);
    }
    assertThat(lines("checkpoints.jsonl")).hasSize(3);
    Verification found = Logs.verify(folder());
    assertThat(found)
        .isEqualTo(
            new Verification(
                folder().toString(),
                Optional.empty(),
                20,
                1,
                3,
                0,
                found.key(),
                "file",
                List.of(
                    "The signing key is kept in a file of the machine that writes the log: this proves nothing against whoever has that machine.",
                    "The public key came with the log, so whoever replaced the log could have replaced it as well: keep a copy elsewhere and name it with --key.")));
  }

  @Test
  void what_waits_is_signed_also_when_nothing_more_comes() throws InterruptedException {
    CountDownLatch signed = new CountDownLatch(1);
    AuditSettings soon =
        Logs.settings(folder())
            .withCheckpoints(100, Duration.ofMillis(50))
            .withCopies(List.of((number, line) -> signed.countDown()));
    try (AuditLog log = AuditLog.open(soon, Logs.key(folder()), Clock.systemUTC())) {
      log.append(Logs.entry(1));
      assertThat(signed.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(Logs.verify(folder()).unsigned()).isZero();
    }
  }

  @Test
  void many_threads_of_several_logs_of_one_folder_lose_nothing() throws Exception {
    List<Thread> threads = new ArrayList<>();
    Map<Integer, Boolean> acknowledged = new ConcurrentHashMap<>();
    try (AuditLog one = Logs.open(folder());
        AuditLog other = Logs.open(folder())) {
      for (int t = 0; t < 16; t++) {
        int number = t;
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 25; i++) {
                    (number % 2 == 0 ? one : other).append(Logs.entry(number * 100 + i));
                    acknowledged.put(number * 100 + i, true);
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(acknowledged).hasSize(400);
    Verification found = Logs.verify(folder());
    assertThat(found.bad()).isEmpty();
    assertThat(found.entries()).isEqualTo(400);
    assertThat(found.unsigned()).isZero();
  }

  @Test
  void a_new_month_closes_the_segment_and_begins_another() throws IOException {
    for (String time : List.of("2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z")) {
      try (AuditLog log = Logs.open(folder(), at(time))) {
        log.append(Logs.entry(1));
        log.append(Logs.entry(2));
      }
    }
    // A clock that was put back does not reopen what was closed.
    try (AuditLog log = Logs.open(folder(), at("2026-10-01T00:00:00Z"))) {
      log.append(Logs.entry(3));
    }
    assertThat(lines("2026-11.jsonl")).hasSize(2);
    assertThat(lines("2026-12.jsonl")).hasSize(3);
    assertThat(Logs.findings(folder())).isEmpty();
  }

  @Test
  void two_logs_pass_the_turn_of_the_month_together() {
    MutableClock clock = new MutableClock(Instant.parse("2026-11-30T23:59:59Z"));
    try (AuditLog one = Logs.open(folder(), clock);
        AuditLog other = Logs.open(folder(), clock);
        AuditLog idle = Logs.open(folder(), clock)) {
      one.append(Logs.entry(1));
      other.append(Logs.entry(2));
      clock.set(Instant.parse("2026-12-01T00:00:00Z"));
      one.append(Logs.entry(3));
      other.append(Logs.entry(4));
      idle.append(Logs.entry(5));
      clock.set(Instant.parse("2027-02-01T00:00:00Z"));
      idle.append(Logs.entry(6));
      one.append(Logs.entry(7));
    }
    Verification found = Logs.verify(folder());
    assertThat(found.bad()).isEmpty();
    assertThat(found.entries()).isEqualTo(7);
    assertThat(found.segments()).isEqualTo(3);
  }

  @Test
  void an_unfinished_end_is_kept_aside_cut_off_and_told() throws IOException {
    try (AuditLog log = Logs.open(folder(), at("2026-11-21T12:00:00Z"))) {
      log.append(Logs.entry(1));
    }
    Path segment = folder().resolve("2026-11.jsonl");
    long whole = Files.size(segment);
    Files.writeString(segment, "{\"action\":\"sign-", StandardOpenOption.APPEND);
    assertThat(Logs.verify(folder()).notes())
        .contains(
            "2026-11.jsonl ends in 16 bytes of an unfinished entry, as when a process dies; the next run cuts them off.");
    try (AuditLog log = Logs.open(folder(), at("2026-11-21T12:00:00Z"))) {
      log.append(Logs.entry(2));
    }
    assertThat(lines("2026-11.jsonl")).hasSize(3);
    assertThat(lines("2026-11.jsonl").get(1))
        .contains("\"action\":\"cut-torn-tail\"", "\"bytes\":16", "\"offset\":" + whole);
    Verification found = Logs.verify(folder());
    assertThat(found.bad()).isEmpty();
    assertThat(found.notes())
        .contains(
            "1 unfinished end was cut off earlier, as when processes die; what they were is in "
                + folder().resolve("torn")
                + ".");
    try (var torn = Files.list(folder().resolve("torn"))) {
      assertThat(torn.toList()).singleElement().asString().contains("2026-11.jsonl." + whole + ".");
    }
  }

  @Test
  void a_log_that_was_cut_is_not_written_to() throws IOException {
    try (AuditLog log = Logs.open(folder(), at("2026-11-21T12:00:00Z"))) {
      log.append(Logs.entry(1));
      log.append(Logs.entry(2));
    }
    Path segment = folder().resolve("2026-11.jsonl");
    List<String> lines = Files.readAllLines(segment, UTF_8);
    long size = Files.size(segment);
    Files.writeString(segment, lines.get(0) + "\n");
    assertThatThrownBy(() -> Logs.open(folder()).close())
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "%s was cut: found %d bytes, expected at least %d. Run \"gatehouse audit verify\", and keep the folder as it is.",
            segment, Files.size(segment), size);
  }

  @Test
  void a_log_without_its_key_is_not_written_to() throws IOException {
    try (AuditLog log = Logs.open(folder())) {
      log.append(Logs.entry(1));
    }
    Files.delete(folder().resolve("signing-key.pem"));
    assertThatThrownBy(() -> Logs.open(folder()).close())
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "The key that signs the audit log is gone: found none in %s, expected the one of %s. Put it back, or move the folder %s away to begin a new log.",
            folder().resolve("signing-key.pem"), folder().resolve("public-key.pem"), folder());
  }

  @Test
  void a_folder_that_cannot_be_made_is_told_with_what_to_do() throws IOException {
    Files.writeString(folder(), "a file");
    assertThatThrownBy(() -> Logs.open(folder()).close())
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "The audit log could not be written: %s: FileAlreadyExists, %s. Without it nothing is done at a portal. Make the folder writable or free space on its disk, then run again.",
            folder(), folder());
  }

  @Test
  void the_key_is_for_its_owner_alone() throws IOException {
    Logs.open(folder()).close();
    assertThat(Files.getPosixFilePermissions(folder().resolve("signing-key.pem")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void checkpoints_are_copied_to_folders_and_commands() throws IOException {
    Path away = temp.resolve("away");
    Path byCommand = temp.resolve("by-command");
    AuditSettings settings =
        Logs.settings(folder())
            .withCopies(
                List.of(
                    CheckpointCopy.toFolder(away),
                    CheckpointCopy.toCommand(List.of("sh", "-c", "cat >>" + byCommand))));
    try (AuditLog log = AuditLog.open(settings, Logs.key(folder()), Clock.systemUTC())) {
      IntStream.range(0, 9).forEach(i -> log.append(Logs.entry(i)));
    }
    assertThat(Files.readString(byCommand))
        .isEqualTo(Files.readString(folder().resolve("checkpoints.jsonl")));
    assertThat(away.toFile().list()).hasSize(2);
    assertThat(new AuditVerifier(folder(), Optional.empty(), List.of(away)).verify().holds())
        .isTrue();
  }
}
