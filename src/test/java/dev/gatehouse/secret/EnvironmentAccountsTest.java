package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.secret.environment.EnvironmentSecretStore;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentAccountsTest {

  private final Accounts accounts =
      accounts(
          Map.of(
              "GATEHOUSE_TD_SYNNEX_USERNAME", "acme.reseller",
              "GATEHOUSE_TD_SYNNEX_PASSWORD", "Plinth%Orbit_3307",
              "GATEHOUSE_TD_SYNNEX_AUDITOR_USERNAME", "acme.auditor",
              "GATEHOUSE_TD_SYNNEX_AUDITOR_PASSWORD", "Sorrel&Lattice",
              "GATEHOUSE_TD_SYNNEX_AUDITOR_TOTP", "GEZDGNBV",
              "GATEHOUSE_DH_USERNAME", "half"));

  static EnvironmentAccounts accounts(Map<String, String> variables) {
    Clock clock = Clock.systemUTC();
    return new EnvironmentAccounts(
        new Secrets(
            new EnvironmentSecretStore(variables, clock), clock, new Redactor(), access -> {}));
  }

  @Test
  void the_default_account_has_the_portals_name_alone() {
    Account account = accounts.find("td_synnex", Account.DEFAULT).orElseThrow();

    assertThat(account.name()).isEqualTo("default");
    assertThat(account.username()).isEqualTo("acme.reseller");
    assertThat(account.password().reveal()).isEqualTo("Plinth%Orbit_3307");
    assertThat(account.totpSeed()).isEmpty();
  }

  @Test
  void another_account_has_its_name_after_the_portals() {
    Account account = accounts.find("td_synnex", "auditor").orElseThrow();

    assertThat(account.username()).isEqualTo("acme.auditor");
    assertThat(account.totpSeed().map(Secret::reveal)).contains("GEZDGNBV");
  }

  @Test
  void half_an_account_is_none() {
    assertThat(accounts.find("dh", Account.DEFAULT)).isEmpty();
    assertThat(accounts.find("osn", Account.DEFAULT)).isEmpty();
  }

  @Test
  void what_to_set_is_told() {
    assertThat(accounts.remedy("td_synnex", Account.DEFAULT))
        .isEqualTo(
            "Set the environment variables GATEHOUSE_TD_SYNNEX_USERNAME and"
                + " GATEHOUSE_TD_SYNNEX_PASSWORD (and GATEHOUSE_TD_SYNNEX_TOTP for one-time"
                + " codes).");
    assertThat(accounts.remedy("dh", "night-shift"))
        .startsWith("Set the environment variables GATEHOUSE_DH_NIGHT_SHIFT_USERNAME and ");
  }
}
