package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {

  /** The RFC's key, "12345678901234567890", in base 32. */
  private static final String RFC_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  /** RFC 6238, appendix B, mode SHA1; the last six of the eight digits there. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codes_are_those_of_the_rfc(long second, String code) {
    assertThat(Totp.code(new Secret(RFC_SEED), Totp.step(Instant.ofEpochSecond(second))))
        .isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gezdgnbvgy3tqojqgezdgnbvgy3tqojq",
        "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
        "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ",
        " GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ==== "
      })
  void a_seed_may_be_written_as_portals_show_it(String seed) {
    assertThat(Totp.code(new Secret(seed), 1)).isEqualTo("287082");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GEZDGNB1", "not base 32!", "A"})
  void anything_else_is_refused_without_telling_it(String seed) {
    assertThatThrownBy(() -> Totp.code(new Secret(seed), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The TOTP seed is not base 32: only A-Z and 2-7 are allowed. Copy it from the portal's"
                + " \"enter the key by hand\" page.");
  }

  @Test
  void an_empty_seed_is_refused() {
    assertThatThrownBy(() -> Totp.code(new Secret(" == "), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The TOTP seed is not base 32");
  }

  @ParameterizedTest
  @CsvSource({"0, 30", "29, 1", "30, 30", "59, 1", "-1, 1"})
  void a_step_ends_at_the_half_minute(long second, long left) {
    assertThat(Totp.untilNextStep(Instant.ofEpochSecond(second)))
        .isEqualTo(Duration.ofSeconds(left));
  }
}
