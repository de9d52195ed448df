package dev.gatehouse.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {

  @Test
  void a_password_has_every_kind_of_character_and_its_length() {
    Random random = new Random(7);
    PasswordRules rules = new PasswordRules(8, "-_");
    for (int i = 0; i < 1_000; i++) {
      assertThat(new String(rules.generate(random)))
          .matches("[A-Za-z0-9_-]{8}")
          .matches(".*[a-z].*")
          .matches(".*[A-Z].*")
          .matches(".*[0-9].*")
          .matches(".*[_-].*");
    }
  }

  @Test
  void without_symbols_it_has_none() {
    assertThat(new String(new PasswordRules(128, "").generate(new Random(7))))
        .matches("[A-Za-z0-9]{128}");
  }
}
