package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {

  private final Secret secret = new Secret("Plinth%Orbit_3307");

  @Test
  void it_is_revealed_on_purpose_alone() {
    Account account =
        new Account("acme", "default", "dana", secret, Optional.of(new Secret("GEZDGNBV")));

    assertThat(secret.reveal()).isEqualTo("Plinth%Orbit_3307");
    assertThat(secret).hasToString("[REDACTED]");
    assertThat(List.of(secret)).hasToString("[[REDACTED]]");
    assertThat(account.toString()).contains("dana").doesNotContain("Plinth", "GEZD");
  }

  @Test
  void a_wiped_secret_is_gone_for_good() {
    secret.close();
    secret.close();

    assertThat(secret).hasToString("[REDACTED]");
    assertThatThrownBy(secret::reveal)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The secret was wiped; read it from its store again.");
  }

  @Test
  void emptiness_may_be_asked_for() {
    assertThat(new Secret("").isEmpty()).isTrue();
    assertThat(secret.isEmpty()).isFalse();
  }
}
