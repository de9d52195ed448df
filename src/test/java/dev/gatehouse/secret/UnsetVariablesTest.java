package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UnsetVariablesTest {

  @Test
  void a_variable_that_is_empty_is_no_account_to_sign_in_with() {
    EnvironmentAccounts accounts =
        EnvironmentAccountsTest.accounts(
            Map.of(
                "GATEHOUSE_ACME_USERNAME",
                "",
                "GATEHOUSE_ACME_PASSWORD",
                "",
                "GATEHOUSE_ACME_AUDITOR_USERNAME",
                "dana",
                "GATEHOUSE_ACME_AUDITOR_PASSWORD",
                " "));

    assertThat(accounts.find("acme", "default")).isEmpty();
    assertThat(accounts.find("acme", "auditor")).isEmpty();
  }

  @Test
  void an_empty_seed_is_no_seed() {
    EnvironmentAccounts accounts =
        EnvironmentAccountsTest.accounts(
            Map.of(
                "GATEHOUSE_ACME_USERNAME", "dana",
                "GATEHOUSE_ACME_PASSWORD", "not a real one",
                "GATEHOUSE_ACME_TOTP", ""));

    assertThat(accounts.find("acme", "default"))
        .hasValueSatisfying(
            account -> {
              assertThat(account.username()).isEqualTo("dana");
              assertThat(account.totpSeed()).isEmpty();
            });
  }
}
