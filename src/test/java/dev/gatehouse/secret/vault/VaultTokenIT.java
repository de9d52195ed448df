package dev.gatehouse.secret.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens are renewed in time, replaced when they end, kept out of texts, and given back. */
class VaultTokenIT {

  private static final SecretName PASSWORD = SecretName.of("acme/password");

  private final Hands hands = new Hands();
  private final Redactor redactor = new Redactor();
  private FakeVault vault;

  /** A clock whose time is set by hand. */
  private static final class Hands extends Clock {
    private volatile Instant now = Instant.parse("2026-03-01T08:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  @BeforeEach
  void start_vault() {
    vault = FakeVault.start(hands);
    vault.engine.writeByHand("portals/acme", Map.of("password", "there"));
  }

  @AfterEach
  void stop_vault() {
    vault.close();
  }

  private SecretStore withRole() {
    return new VaultStore(
        vault.settings(
            new VaultSettings.AppRole(TokenAuth.ROLE_ID, new Secret(TokenAuth.SECRET_ID))),
        redactor,
        hands);
  }

  private SecretStore withToken(String token) {
    return new VaultStore(
        vault.settings(new VaultSettings.Token(new Secret(token))), redactor, hands);
  }

  private static void assertReads(SecretStore store) {
    assertThat(store.get(PASSWORD).orElseThrow().value().reveal()).isEqualTo("there");
  }

  @Test
  void a_token_is_renewed_when_two_thirds_of_its_time_are_over() {
    try (SecretStore store = withRole()) {
      assertReads(store);
      hands.pass(Duration.ofMinutes(39));
      assertReads(store);
      assertThat(vault.tokens.renewals()).isZero();

      hands.pass(Duration.ofMinutes(2));
      assertReads(store);
      assertReads(store);

      assertThat(vault.tokens.renewals()).isEqualTo(1);
      assertThat(vault.tokens.logins()).isEqualTo(1);
    }
  }

  @Test
  void at_the_end_of_its_longest_life_there_is_a_new_sign_in_and_no_access_fails() {
    vault.tokens.longest = Duration.ofHours(2);
    try (SecretStore store = withRole()) {
      for (int minute = 0; minute < 6 * 60; minute++) {
        assertReads(store);
        hands.pass(Duration.ofMinutes(1));
      }

      assertThat(vault.tokens.logins()).isBetween(3, 5);
    }
  }

  @Test
  void a_token_that_was_revoked_is_replaced_by_a_new_sign_in() {
    try (SecretStore store = withRole()) {
      assertReads(store);
      vault.tokens.revokeAll();

      assertReads(store);

      assertThat(vault.tokens.logins()).isEqualTo(2);
    }
  }

  @Test
  void a_token_that_was_given_is_renewed_as_well() {
    vault.tokens.issue("hvs.given", Duration.ofHours(1), Duration.ofHours(24), true);
    try (SecretStore store = withToken("hvs.given")) {
      for (int hour = 0; hour < 12; hour++) {
        assertReads(store);
        hands.pass(Duration.ofMinutes(50));
      }

      assertThat(vault.tokens.renewals()).isGreaterThanOrEqualTo(11);
    }
  }

  @Test
  void a_token_nobody_uses_is_renewed_as_well() throws Exception {
    CountDownLatch renewed = new CountDownLatch(1);
    try (FakeVault real = FakeVault.start()) {
      real.server.addMockServiceRequestListener(
          (request, response) -> {
            if (request.getUrl().endsWith("/renew-self")) {
              renewed.countDown();
            }
          });
      real.engine.writeByHand("portals/acme", Map.of("password", "there"));
      real.tokens.issue("hvs.short", Duration.ofSeconds(3), Duration.ofHours(1), true);
      try (SecretStore store =
          new VaultStore(
              real.settings(new VaultSettings.Token(new Secret("hvs.short"))),
              redactor,
              Clock.systemUTC())) {
        assertReads(store);

        assertThat(renewed.await(20, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void tokens_and_the_secret_id_are_cleaned_out_of_texts() {
    try (SecretStore store = withRole()) {
      assertReads(store);

      assertThat(redactor.clean("hvs.token-of-login-1 " + TokenAuth.SECRET_ID))
          .isEqualTo("[REDACTED] [REDACTED]");
      assertThat(store + store.place()).doesNotContain("hvs.", TokenAuth.SECRET_ID);
    }
  }

  @Test
  void our_own_token_is_given_back_and_a_given_one_is_not() {
    SecretStore own = withRole();
    assertReads(own);
    own.close();
    SecretStore given = withToken(FakeVault.ROOT_TOKEN);
    assertReads(given);
    given.close();

    assertThat(vault.tokens.revocations()).isEqualTo(1);
    assertThat(vault.tokens.isGood(FakeVault.ROOT_TOKEN)).isTrue();
  }
}
