package dev.gatehouse.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Logs and entries for tests and bench. */
final class Logs {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private Logs() {}

  static AuditSettings settings(Path folder) {
    return AuditSettings.of(folder, "ann", "box", text -> text)
        .withCheckpoints(8, Duration.ofHours(1));
  }

  static KeyKeeper key(Path folder) {
    return new KeyFile(folder.resolve("signing-key.pem"));
  }

  static AuditLog open(Path folder) {
    return open(folder, Clock.systemUTC());
  }

  static AuditLog open(Path folder, Clock clock) {
    return AuditLog.open(settings(folder), key(folder), clock);
  }

  static AuditEntry entry(int number) {
    return entry(number, Map.of("message", "Entry " + number + " of several — ünïcödé"));
  }

  static AuditEntry entry(int number, Map<String, Object> details) {
    return new AuditEntry(
        new UUID(0, number),
        "run-1",
        "Sign in",
        NOON.plusSeconds(number),
        "sign-in",
        "dh",
        "acme",
        "sandbox",
        "ann",
        "box",
        number % 5 == 4 ? "failed" : "done",
        number % 5 == 4 ? "Portal down" : "",
        details);
  }

  static Verification verify(Path folder) {
    Path anchors = AuditSettings.anchors(folder);
    return new AuditVerifier(
            folder,
            Optional.empty(),
            Stream.of(anchors).filter(file -> file.toFile().exists()).toList())
        .verify();
  }

  static List<String> findings(Path folder) {
    return verify(folder).bad().map(Verification.Finding::toString).stream().toList();
  }
}
