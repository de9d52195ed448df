package dev.gatehouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DhTest {
  private final SettableClock clock = new SettableClock();
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withClock(clock));
  private final String address = sandbox.address("dh");
  private final Visitor visitor = new Visitor();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void the_right_password_leads_home() {
    Visitor.Page page = signIn("main");

    assertThat(page.address().getPath()).isEqualTo("/home");
    assertThat(page.text()).contains("Signed in as purchasing@acme-networks.example");
  }

  @Test
  void the_fifth_bad_password_locks_the_account_even_for_the_right_one() {
    for (int attempt = 1; attempt <= 4; attempt++) {
      assertThat(signIn("wrong").alert())
          .isEqualTo(
              "Incorrect e-mail address or password. Your account will be locked after 5 failed"
                  + " attempts.");
    }
    assertThat(signIn("wrong").alert()).startsWith("Your account has been locked");
    assertThat(signIn("main").alert()).startsWith("Your account has been locked");

    sandbox.reset();
    assertThat(signIn("main").address().getPath()).isEqualTo("/home");
  }

  @Test
  void an_account_locked_from_the_start_says_so() {
    assertThat(signIn("locked").alert()).startsWith("Your account has been locked");
  }

  @Test
  void the_eleventh_sign_in_of_a_minute_is_told_to_wait() {
    for (int attempt = 1; attempt <= 10; attempt++) {
      assertThat(signIn("unknown").status()).isEqualTo(200);
    }
    clock.advance(20);

    Visitor.Page refused = signIn("main");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.response().headers().firstValue("Retry-After")).contains("41");
    assertThat(refused.text()).contains("Please wait and try again in 41 seconds.");

    clock.advance(41);
    assertThat(signIn("main").address().getPath()).isEqualTo("/home");
  }

  private Visitor.Page signIn(String name) {
    SandboxAccount account = sandbox.account("dh", name);
    return visitor.submit(
        visitor.get(address + "login"),
        "/login",
        Map.of("email", account.username(), "password", account.password()));
  }
}
