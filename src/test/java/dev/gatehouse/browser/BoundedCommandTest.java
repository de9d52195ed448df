package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class BoundedCommandTest {

  private final List<String> told = new CopyOnWriteArrayList<>();

  private boolean run(Duration limit, String script) {
    return new BoundedCommand(new ProcessBuilder("sh", "-c", script), limit).run(told::add);
  }

  @Test
  void tells_each_line_of_both_outputs() {
    assertThat(run(Duration.ofSeconds(20), "echo one; echo; echo two >&2")).isTrue();
    assertThat(told).containsExactly("one", "two");
  }

  @Test
  void a_command_that_fails_says_no() {
    assertThat(run(Duration.ofSeconds(20), "exit 3")).isFalse();
  }

  @Test
  void a_command_that_takes_too_long_is_stopped_with_its_children() {
    // Reads from a pipe nobody writes to.
    assertThat(run(Duration.ofMillis(300), "echo $$; tail -f /dev/null")).isFalse();
    assertThat(told.get(1))
        .isEqualTo("sh -c echo $$; tail -f /dev/null was stopped: it took longer than 0.3 s.");
    ProcessHandle.of(Long.parseLong(told.get(0)))
        .ifPresent(process -> assertThat(process.onExit().join().isAlive()).isFalse());
  }

  @Test
  void a_command_that_does_not_exist_is_told() {
    assertThat(
            new BoundedCommand(new ProcessBuilder("no-such-command-here"), Duration.ofSeconds(5))
                .run(told::add))
        .isFalse();
    assertThat(told.get(0)).startsWith("no-such-command-here cannot be started: ");
  }
}
