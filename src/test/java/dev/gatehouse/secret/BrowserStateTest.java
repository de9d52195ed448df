package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrowserStateTest {

  @Test
  void cookies_and_stored_tokens_are_secret() {
    assertThat(
            BrowserState.secrets(
                """
                {"cookies":[{"name":"id","value":"c0ffee-8842"}],
                 "origins":[{"localStorage":[{"name":"a","value":"tok_91f3a77b"},
                   {"name":"b","value":"{\\"deep\\":[{\\"access\\":\\"eyJhbGciOi.9.x\\"}]}"}]}],
                 "sessionStorage":[{"origin":"https://acme.example",
                   "items":[["token","tok_of_one_window_7"]]}]}
                """))
        .containsExactly("c0ffee-8842", "tok_91f3a77b", "eyJhbGciOi.9.x", "tok_of_one_window_7");
  }

  @Test
  void choices_words_names_addresses_and_dates_are_not() {
    assertThat(
            BrowserState.secrets(
                """
                {"cookies":[{"value":"en-US"},{"value":"accepted"},{"value":"dana1985@acme.example"},
                   {"value":"dana1985%40acme.example"}],
                 "origins":[{"localStorage":[{"value":"https://acme.example/1"},
                   {"value":"2026-11-21T12:00:00.000Z"},{"value":"two words of 2026"}]}]}
                """))
        .isEmpty();
  }

  @Test
  void what_is_no_state_has_none() {
    assertThat(BrowserState.secrets("no JSON")).isEmpty();
    assertThat(BrowserState.secrets("{}")).isEmpty();
  }
}
