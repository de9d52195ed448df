package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactorTest {

  private final Redactor redactor = new Redactor();

  @Test
  void every_occurrence_is_cleaned_out() {
    redactor.watch(new Secret("Plinth%Orbit_3307"));

    assertThat(redactor.clean("typed Plinth%Orbit_3307, again: \"Plinth%Orbit_3307\""))
        .isEqualTo("typed [REDACTED], again: \"[REDACTED]\"");
    assertThat(redactor.clean("nothing here")).isEqualTo("nothing here");
  }

  @Test
  void an_encoded_value_is_cleaned_out_too() {
    redactor.watch(new Secret("a+b & c/ü"));

    assertThat(redactor.clean("?password=a%2Bb+%26+c%2F%C3%BC&next=/"))
        .isEqualTo("?password=[REDACTED]&next=/");
  }

  @Test
  void a_value_within_another_leaves_no_rest_of_the_longer_one() {
    redactor.watch(new Secret("tundra"));
    redactor.watch(new Secret("tundra-fennel"));

    assertThat(redactor.clean("tundra-fennel and tundra")).isEqualTo("[REDACTED] and [REDACTED]");
  }

  @Test
  void a_value_of_three_characters_would_shred_texts_and_stays() {
    redactor.watch(new Secret("the"));

    assertThat(redactor.clean("the page")).isEqualTo("the page");
  }

  @Test
  void a_value_is_cleaned_out_after_its_secret_was_wiped() {
    Secret secret = new Secret("Tundra!Fennel.5519");
    redactor.watch(secret);
    secret.close();

    assertThat(redactor.clean("Tundra!Fennel.5519")).isEqualTo(Redactor.MARK);
  }
}
