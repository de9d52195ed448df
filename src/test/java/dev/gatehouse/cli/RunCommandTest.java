package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code gatehouse run} refuses before it starts anything. */
class RunCommandTest {

  private static final String TRY = "Try: gatehouse run --help\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--workers|0|--workers: found \"0\", expected a number from 1 to 64",
        "--workers|65|--workers: found \"65\", expected a number from 1 to 64",
        "--retries|11|--retries: found \"11\", expected a number from 0 to 10",
        "--env|staging|--env: found \"staging\", expected sandbox or production",
        "--shard|5/4|--shard: shard 5/4: expected I/N with I from 1 to N",
        "--shard|half|--shard: shard \"half\": expected I/N, for example 1/4"
      })
  void a_value_that_cannot_be_is_refused(String option, String value, String message) {
    assertThat(Typed.gatehouse("run", option, value))
        .isEqualTo(new Typed(ExitCode.BAD_INPUT, "", message + "\n" + TRY));
  }

  @Test
  void a_portal_or_entity_that_is_not_defined_is_told_with_the_nearest() {
    Typed typed = Typed.gatehouse("run", "--portal", "td_synex", "--entity", "acme");

    assertThat(typed.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err())
        .contains("--portal: no such portal; found \"td_synex\"; expected one of ")
        .contains("did you mean \"td_synnex\"?")
        .contains("--entity: no such entity; found \"acme\"; expected one of acme_networks,")
        .endsWith("2 problems; nothing was run.\n");
  }

  @Test
  void an_unknown_option_is_refused() {
    assertThat(Typed.gatehouse("run", "--porta", "dh").code()).isEqualTo(ExitCode.BAD_INPUT);
  }
}
