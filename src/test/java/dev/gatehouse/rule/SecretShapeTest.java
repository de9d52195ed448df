package dev.gatehouse.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretShapeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"password", "portal-password", "API_KEY", "apikey", "client.secret", "token"})
  void these_keys_name_secrets(String key) {
    assertThat(SecretShape.isKey(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secretary", "tokenised-card", "key", "passwordless", "description"})
  void these_keys_do_not(String key) {
    assertThat(SecretShape.isKey(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PRIVATE KEY-----",
        "https://bob:pass@shop.example",
        "the password: summer2026",
        "Password=a1"
      })
  void these_values_hold_secrets(String value) {
    assertThat(SecretShape.isValue(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Password: required",
        "https://shop.example:8443/a@b",
        "Ask for a password",
        "ann@b.example"
      })
  void these_values_do_not(String value) {
    assertThat(SecretShape.isValue(value)).isFalse();
  }
}
