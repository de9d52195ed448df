package dev.gatehouse.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Appends entries until it is killed, and prints the id of each that was acknowledged: {@code
 * WriterProcess FOLDER}.
 */
final class WriterProcess {

  private WriterProcess() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    AuditSettings settings = Logs.settings(folder).withCheckpoints(16, Duration.ofSeconds(1));
    try (AuditLog log = AuditLog.open(settings, Logs.key(folder), Clock.systemUTC())) {
      while (true) {
        UUID id = UUID.randomUUID();
        AuditEntry plain =
            Logs.entry(1, Map.of("message", "x".repeat(Math.floorMod(id.hashCode(), 900))));
        log.append(
            new AuditEntry(
                id,
                plain.session(),
                plain.scenario(),
                plain.time(),
                plain.action(),
                plain.portal(),
                plain.entity(),
                plain.environment(),
                plain.user(),
                plain.machine(),
                plain.outcome(),
                plain.reason(),
                plain.details()));
        System.out.println(id);
        if (System.out.checkError()) {
          return;
        }
      }
    }
  }
}
