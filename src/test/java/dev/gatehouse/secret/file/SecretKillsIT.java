package dev.gatehouse.secret.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code src/test/bench/secrets}. */
@Timeout(120)
class SecretKillsIT {

  private static final int KILLS = 5;

  @Test
  void a_kill_while_a_file_is_sealed_anew_leaves_every_secret_readable(@TempDir Path folder)
      throws Exception {
    SecretKills kills = new SecretKills(folder, 4);
    for (int i = 0; i < KILLS; i++) {
      kills.kill();
    }

    assertThat(kills.faults()).isEmpty();
    assertThat(kills.acknowledged()).isGreaterThanOrEqualTo(KILLS);
  }
}
