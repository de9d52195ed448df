package dev.gatehouse.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueRuleTest {

  @ParameterizedTest
  @CsvSource({
    "circuit-number, CX-1001, CX",
    "solution-id, SOL_1, SOL 1",
    "job-id, job-1, job",
    "email, ann@mail.example.com, ann@example",
    "url, https://example.com/a, example.com",
    "phone, +1 (512) 555-0142, call me",
    "date, 2026-01-31, 31.1.2026",
    "number, -1.5, '1,5'",
    "ein, 12-3456789, 12-345678",
    "uei, A1B2C3D4E5F6, 0A1B2C3D4E5F",
    "cage, 1AB23, 1AB2",
    "naics, 541512, 5415123"
  })
  void a_rule_takes_the_one_and_refuses_the_other(String rule, String good, String bad) {
    assertThat(ValueRule.named(rule)).map(named -> named.accepts(good)).contains(true);
    assertThat(ValueRule.named(rule)).map(named -> named.accepts(bad)).contains(false);
  }

  @Test
  void there_is_no_rule_of_an_unknown_name() {
    assertThat(ValueRule.named("e-mail")).isEmpty();
  }
}
