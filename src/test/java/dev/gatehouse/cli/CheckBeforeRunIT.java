package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckBeforeRunIT {

  @Test
  void run_checks_before_anything_is_run() {
    assertThat(Typed.gatehouse("run", "src/test/resources/features-bad/empty.feature"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                src/test/resources/features-bad/empty.feature:1:1: the file is empty; expected "Feature:" with a name, and scenarios below it

                1 problem; nothing was run.
                """));
  }
}
