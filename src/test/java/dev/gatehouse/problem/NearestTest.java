package dev.gatehouse.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KEYS =
      List.of("title", "success", "allowed-origins", "last-verified", "page", "risk");

  @ParameterizedTest
  @CsvSource({
    "tilte, title",
    "titel, title",
    "sucess, success",
    "succes, success",
    "allowedOrigins, allowed-origins",
    "allowed_origin, allowed-origins",
    "Last Verified, last-verified",
    "pgae, page",
    "rsk, risk"
  })
  void a_slip_finds_what_was_meant(String word, String meant) {
    assertThat(Nearest.to(word, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"colour", "x", "''", "pages-of-everything", "verified"})
  void a_word_far_from_all_finds_nothing(String word) {
    assertThat(Nearest.to(word, KEYS)).isEmpty();
  }

  @Test
  void the_first_of_equally_near_ones_is_taken() {
    assertThat(Nearest.to("cat", List.of("bat", "rat"))).contains("bat");
  }

  @Test
  void a_swap_of_neighbours_counts_once() {
    assertThat(Nearest.distance("abcd", "abdc")).isEqualTo(1);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
