package dev.gatehouse.secret.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralProcessesIT {

  private static final SecretName COUNTER = SecretName.of("shared/counter");
  private static final int EACH = 40;

  @TempDir private Path folder = Path.of("replaced");

  private final List<Process> started = new ArrayList<>();

  private Path file() {
    return folder.resolve("secrets.ghs");
  }

  private Process start(String writer, int count, int haltAt) throws IOException {
    Process process =
        new ProcessBuilder(WritingProcess.command(file(), writer, count, haltAt))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(writer + ".txt").toFile())
            .start();
    started.add(process);
    return process;
  }

  @AfterEach
  void end_what_was_started() {
    started.forEach(Process::destroyForcibly);
  }

  private int exitCode(Process process, String writer) throws Exception {
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve(writer + ".txt"))).isEmpty();
    return process.exitValue();
  }

  @Test
  void two_processes_at_once_lose_nothing() throws Exception {
    try (FileSecretStore store = QuickStore.at(file())) {
      store.put(COUNTER, new Secret("0"));
      Process one = start("one", EACH, -1);
      Process two = start("two", EACH, -1);
      assertThat(exitCode(one, "one")).isZero();
      assertThat(exitCode(two, "two")).isZero();

      assertThat(store.list()).hasSize(2 * EACH + 1);
      assertThat(store.get(COUNTER).orElseThrow().value().reveal())
          .isEqualTo(String.valueOf(2 * EACH));
      assertThat(store.get(COUNTER).orElseThrow().info().version()).isEqualTo(2 * EACH + 1);
      for (int i = 0; i < EACH; i++) {
        for (String writer : List.of("one", "two")) {
          assertThat(store.get(SecretName.of(writer + "/field" + i)).orElseThrow().value().reveal())
              .isEqualTo(writer + "-" + i);
        }
      }
    }
  }

  @Test
  void a_process_that_dies_while_writing_blocks_nobody_and_loses_nothing() throws Exception {
    try (FileSecretStore store = QuickStore.at(file())) {
      store.put(COUNTER, new Secret("0"));
      // Between writing and renaming, and between the file and its generation.
      for (int haltAt : new int[] {4, 6, 9}) {
        assertThat(exitCode(start("dies" + haltAt, 1, haltAt), "dies" + haltAt)).isEqualTo(9);
        assertThat(store.get(COUNTER).orElseThrow().value().reveal()).isEqualTo("0");
      }
      store.put(SecretName.of("after/field"), new Secret("a value"));
      assertThat(store.list().stream().map(info -> info.name().toString()))
          .containsExactly(
              "after/default/field",
              "dies6/default/field0",
              "dies9/default/field0",
              "shared/default/counter");
    }
  }
}
