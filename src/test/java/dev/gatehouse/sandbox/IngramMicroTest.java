package dev.gatehouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngramMicroTest {
  private final SettableClock clock = new SettableClock();
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withClock(clock));
  private final String address = sandbox.address("ingram_micro");
  private final String sso = sandbox.address("ingram_sso");
  private final SandboxAccount account = sandbox.account("ingram_micro");
  private final Visitor visitor = new Visitor();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void signing_in_happens_at_another_origin_with_a_code_and_comes_back() {
    Visitor.Page code = password(visitor.get(address + "quotes/new"), account.password());
    assertThat(code.address().toString()).isEqualTo(sso + "authorize/code");

    Visitor.Page quote = enter(code, code(0));
    assertThat(quote.address().toString()).isEqualTo(address + "quotes/new");
    assertThat(quote.text()).contains("orders@acme-networks.example");

    Visitor.Page home = visitor.submit(quote, "/logout", Map.of());
    assertThat(home.text()).contains("You have been signed out.");
    assertThat(visitor.get(address + "dashboard").address().toString()).startsWith(sso);
  }

  @Test
  void a_wrong_password_is_told_at_the_other_origin() {
    assertThat(password(visitor.get(address + "login"), "no").alert())
        .isEqualTo("Unable to sign in. Check your email address and password.");
  }

  @Test
  void a_code_is_good_for_a_step_either_way_and_once() {
    assertThat(enter(codePage(visitor), code(-60)).alert())
        .isEqualTo("The code is incorrect, expired or has been used already.");
    assertThat(enter(codePage(visitor), code(-30)).address().getPath()).isEqualTo("/dashboard");

    Visitor second = new Visitor();
    Visitor.Page again =
        second.submit(codePage(second), "/authorize/code", Map.of("answer", code(-30)));
    assertThat(again.alert()).startsWith("The code is incorrect");
    clock.advance(30);
    assertThat(
            second.submit(again, "/authorize/code", Map.of("answer", code(0))).address().getPath())
        .isEqualTo("/dashboard");
  }

  @Test
  void a_ticket_cannot_be_used_twice_or_made_up() {
    assertThat(visitor.get(address + "sso/callback?ticket=0123&state=4567").status())
        .isEqualTo(403);
  }

  @Test
  void codes_are_those_of_the_standard() {
    // RFC 6238, appendix B, the SHA-1 rows, their last six digits.
    String seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    assertThat(Totp.code(seed, Instant.ofEpochSecond(59))).isEqualTo("287082");
    assertThat(Totp.code(seed, Instant.ofEpochSecond(1111111109))).isEqualTo("081804");
    assertThat(Totp.code(seed, Instant.ofEpochSecond(20000000000L))).isEqualTo("353130");
  }

  @Test
  void a_quote_is_answered_with_a_number() {
    enter(codePage(visitor), code(0));

    Visitor.Page page =
        visitor.submit(
            visitor.get(address + "quotes/new"),
            "/quotes/new",
            Map.of(
                "sku", "NET-24P-S", "quantity", "3", "country", "ZA", "needed_by", "2026-03-01"));

    assertThat(page.text()).contains("Quote number: QT-104113");
    assertThat(sandbox.submissions("ingram_micro").get(0))
        .containsEntry("country", "ZA")
        .containsEntry("needed-by", "2026-03-01");
  }

  @Test
  void a_copy_has_a_sign_in_site_of_its_own() {
    sandbox.alias("ingram_two", "ingram_micro");

    Visitor.Page page = visitor.get(sandbox.address("ingram_two") + "dashboard");

    assertThat(page.address().toString()).startsWith(sandbox.address("ingram_two_sso"));
    assertThat(sandbox.counts("ingram_sso")).isEmpty();
  }

  private Visitor.Page codePage(Visitor who) {
    return who.submit(
        who.get(address + "login"),
        "/authorize",
        Map.of("identifier", account.username(), "credentials.passcode", account.password()));
  }

  private Visitor.Page password(Visitor.Page login, String password) {
    return visitor.submit(
        login,
        "/authorize",
        Map.of("identifier", account.username(), "credentials.passcode", password));
  }

  private Visitor.Page enter(Visitor.Page page, String code) {
    return visitor.submit(page, "/authorize/code", Map.of("answer", code));
  }

  private String code(int offsetSeconds) {
    return Totp.code(account.totpSeed().orElseThrow(), clock.instant().plusSeconds(offsetSeconds));
  }
}
