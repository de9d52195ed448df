package dev.gatehouse.learned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two runs at once, each a process of its own, on one database. */
@Timeout(120)
class TwoProcessesIT {

  private static final int TIMES = 60;

  @Test
  void two_processes_at_once_lose_nothing(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("gatehouse.db");
    Process one = start(folder, file, "one");
    Process other = start(folder, file, "other");
    try {
      assertEnded(one, folder.resolve("one.txt"));
      assertEnded(other, folder.resolve("other.txt"));
    } finally {
      one.destroyForcibly();
      other.destroyForcibly();
    }

    LocatorStore store = new LocatorStore(() -> Database.open(file), Clock.systemUTC(), "after");
    var learned = store.find("sandbox", LearningProcess.PORTAL).learned();
    for (String flow : List.of("form one", "form other", "form shared")) {
      assertThat(learned).filteredOn(entry -> entry.flow().equals(flow)).hasSize(TIMES);
    }
    assertThat(store.healings(Optional.empty()))
        .singleElement()
        .satisfies(
            healing -> {
              assertThat(healing.seen()).isEqualTo(2 * TIMES);
              assertThat(healing.proven()).isEqualTo(2 * TIMES);
            });
  }

  private static Process start(Path folder, Path file, String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LearningProcess.class.getName(),
            file.toString(),
            name,
            String.valueOf(TIMES))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".txt").toFile())
        .start();
  }

  private static void assertEnded(Process process, Path output) throws Exception {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }
}
