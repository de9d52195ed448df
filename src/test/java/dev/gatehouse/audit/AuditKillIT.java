package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditKillIT {

  private static final int KILLS = 8;

  @TempDir private Path temp = Path.of("replaced");

  @Test
  void processes_killed_while_they_append_lose_nothing_acknowledged() throws Exception {
    try (KillRounds rounds = new KillRounds(temp.resolve("audit"), 1)) {
      assertThat(rounds.run(KILLS)).isEmpty();
      assertThat(rounds.acknowledged()).isGreaterThan(KILLS);
    }
  }
}
