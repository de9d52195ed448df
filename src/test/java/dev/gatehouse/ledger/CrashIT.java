package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code src/test/bench/crash}. */
@Timeout(120)
class CrashIT {

  private static final int KILLS = 8;

  @Test
  void a_process_killed_while_writing_loses_nothing_it_acknowledged(@TempDir Path folder)
      throws Exception {
    Crashes crashes =
        new Crashes(
            folder,
            System.nanoTime(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
    for (int i = 1; i <= KILLS; i++) {
      crashes.kill(i);
    }

    assertThat(crashes.faults()).isEmpty();
    assertThat(crashes.acknowledged()).isPositive();
  }
}
