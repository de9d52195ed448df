package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.browser.SelfSignedSite;
import dev.gatehouse.browser.TestSite;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.PersonReason;
import dev.gatehouse.sandbox.Fault;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How signing in ends, as the flow tells it and as the portal counted it. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIT {

  private final Desk desk = new Desk();

  @BeforeEach
  void startAfresh() {
    desk.reset();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private int posts(String portal, String path) {
    return desk.sandbox.count(portal, "POST", path);
  }

  @ParameterizedTest
  @CsvSource({
    "td_synnex, td_synnex, /login, 1",
    "dh, dh, /login, 1",
    "octotel, octotel, /login, 1",
    "osn, osn, /api/login, 1",
    "authentik, authentik, /api/flow, 2",
    "sam_gov, sam_gov, /login, 1",
    "grants, grants, /login/frame, 1",
    "ingram_micro, ingram_sso, /authorize, 1"
  })
  void the_right_password_signs_in_at_the_first_attempt(
      String portal, String site, String path, int posts) {
    Outcome outcome = desk.signIn(portal, "main");

    Account account = desk.account(portal, "main");
    assertOutcome(outcome)
        .isDone()
        .saying("Signed in as " + account.username() + ".")
        .withoutAny(List.of(account.password().reveal()));
    assertThat(((Done) outcome).validUntil())
        .contains(desk.clock.instant().plus(desk.portal(portal).session().validFor()));
    assertThat(posts(site, path)).isEqualTo(posts);
    assertThat(desk.pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "td_synnex, td_synnex, /login, 1",
    "dh, dh, /login, 1",
    "octotel, octotel, /login, 1",
    "osn, osn, /api/login, 1",
    "authentik, authentik, /api/flow, 2",
    "sam_gov, sam_gov, /login, 1",
    "grants, grants, /login/frame, 1",
    "ingram_micro, ingram_sso, /authorize, 1"
  })
  void a_wrong_password_is_sent_once_and_never_again(
      String portal, String site, String path, int posts) {
    Outcome outcome = desk.signIn(portal, "wrong");

    assertOutcome(outcome)
        .failedAs(FailureKind.INVALID_CREDENTIALS)
        .sayingThat("The portal refused the account: \"")
        .withoutAny(List.of(desk.account(portal, "wrong").password().reveal()));
    assertThat(outcome.evidence().address()).startsWith(desk.sandbox.address(site));
    assertThat(posts(site, path)).isEqualTo(posts);
    assertThat(desk.pauses).isEmpty();
  }

  @Test
  void a_refusal_is_told_in_the_portals_own_words() {
    assertOutcome(desk.signIn("td_synnex", "wrong"))
        .failedAs(FailureKind.INVALID_CREDENTIALS)
        .saying(
            "The portal refused the account: \"The user name or password you entered is"
                + " incorrect.\".")
        .at(desk.sandbox.address("td_synnex") + "login")
        .observing("Message: The user name or password you entered is incorrect.");
  }

  @ParameterizedTest
  @CsvSource({
    "td_synnex, /login, 1",
    "octotel, /login, 1",
    "osn, /api/login, 1",
    "authentik, /api/flow, 2"
  })
  void an_account_the_portal_does_not_know_is_tried_once(String portal, String path, int posts) {
    assertOutcome(desk.signIn(portal, "unknown")).failedAs(FailureKind.INVALID_CREDENTIALS);
    assertThat(posts(portal, path)).isEqualTo(posts);
  }

  @Test
  void a_locked_account_is_told_apart_and_not_tried_again() {
    assertOutcome(desk.signIn("dh", "locked"))
        .failedAs(FailureKind.ACCOUNT_LOCKED)
        .saying("The portal says the account is locked.")
        .observing(
            "Message: Your account has been locked after too many failed sign-in attempts. Please"
                + " contact support to have it unlocked.");
    assertThat(posts("dh", "/login")).isEqualTo(1);

    assertOutcome(desk.signIn("dh", "locked"))
        .failedAs(FailureKind.ACCOUNT_LOCKED)
        .saying(
            "The portal said before that the account is locked; nothing was sent. Unlock it with"
                + " the portal's own help first, then start another run, which begins anew with its"
                + " own embedded portals.");
    assertThat(posts("dh", "/login")).isEqualTo(1);
  }

  @Test
  void the_attempt_that_would_lock_the_account_is_left_to_a_person() {
    Account wrong =
        new Account(
            "dh",
            "spare",
            desk.account("dh", "spare").username(),
            desk.account("dh", "wrong").password(),
            Optional.empty());
    for (int i = 1; i <= 4; i++) {
      assertOutcome(desk.flows().signIn(desk.visit("dh"), wrong))
          .failedAs(FailureKind.INVALID_CREDENTIALS);
    }
    for (int i = 5; i <= 7; i++) {
      assertOutcome(desk.flows().signIn(desk.visit("dh"), wrong))
          .needsPersonFor(PersonReason.LAST_ATTEMPT)
          .saying(
              "The portal refused the account 4 times in a row; nothing was sent, since one more"
                  + " refusal may lock it. Sign in by hand once; automation leaves the last attempt"
                  + " to a person. Then start another run, which begins anew with its own embedded"
                  + " portals.");
    }
    assertThat(posts("dh", "/login")).isEqualTo(4);
  }

  @Test
  void a_success_makes_earlier_refusals_forgotten() {
    for (int i = 1; i <= 2; i++) {
      for (int j = 1; j <= 3; j++) {
        assertOutcome(desk.signIn("td_synnex", "wrong")).failedAs(FailureKind.INVALID_CREDENTIALS);
      }
      assertOutcome(desk.signIn("td_synnex", "main")).isDone();
    }
    assertThat(posts("td_synnex", "/login")).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({"dh, /login", "osn, /api/login"})
  void a_rate_limit_is_told_with_the_time_to_wait(String portal, String path) {
    for (int i = 1; i <= 10; i++) {
      desk.signIn(portal, "main");
    }
    assertOutcome(desk.signIn(portal, "main"))
        .failedAs(FailureKind.RATE_LIMITED)
        .saying("The portal limits how often one may try; it says to wait 61 s.");
    assertThat(posts(portal, path)).isEqualTo(11);
    assertThat(desk.pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "td_synnex, td_synnex, /login",
    "osn, osn, /api/login",
    "authentik, authentik, /api/flow",
    "grants, grants, /login/frame",
    "ingram_micro, ingram_sso, /authorize"
  })
  void before_a_captcha_nothing_is_typed(String portal, String site, String path) {
    desk.sandbox.fault(portal, Fault.CAPTCHA);

    assertOutcome(desk.signIn(portal, "main"))
        .needsPersonFor(PersonReason.CAPTCHA)
        .saying(
            "The portal asks for a CAPTCHA (reCAPTCHA); it is not guessed. Solve the CAPTCHA in the"
                + " portal, then run the scenario again.");
    assertThat(posts(site, path)).isZero();
    assertThat(desk.pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"td_synnex", "ingram_micro", "osn", "grants"})
  void a_server_error_is_tried_three_times(String portal) {
    desk.sandbox.fault(portal, Fault.SERVER_ERROR);

    Outcome outcome = desk.signIn(portal, "main");

    assertOutcome(outcome)
        .failedAs(FailureKind.PORTAL_DOWN)
        .saying("The portal answered HTTP 500. (3 attempts)")
        .observing(
            "Attempt 1: Portal down: The portal answered HTTP 500.",
            "Attempt 2: Portal down: The portal answered HTTP 500.",
            "Attempt 3: Portal down: The portal answered HTTP 500.");
    assertThat(desk.pauses).hasSize(2);
    assertThat(desk.pauses.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(desk.pauses.get(1)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(gets(portal)).isEqualTo(3);
  }

  private int gets(String portal) {
    return desk.sandbox.count(
        portal, "GET", desk.portal(portal).login().page().replaceFirst("^$", "/"));
  }

  @Test
  void maintenance_is_told_with_the_portals_own_time() {
    desk.sandbox.fault("sam_gov", Fault.MAINTENANCE);

    assertOutcome(desk.signIn("sam_gov", "main"))
        .failedAs(FailureKind.PORTAL_DOWN)
        .saying("The portal answered HTTP 503, to be tried again in 120 s. (3 attempts)");
    assertThat(gets("sam_gov")).isEqualTo(3);
  }

  @Test
  void what_has_mended_itself_between_attempts_succeeds() {
    desk.sandbox.fault("octotel", Fault.SERVER_ERROR);
    desk.duringPauses(() -> desk.sandbox.clearFaults("octotel"));

    assertOutcome(desk.signIn("octotel", "main")).isDone().saying("Signed in as baobab.ops.");
    assertThat(desk.pauses).hasSize(1);
    assertThat(gets("octotel")).isEqualTo(2);
    assertThat(posts("octotel", "/login")).isEqualTo(1);
  }

  @Test
  @Tag("timed")
  void a_portal_that_does_not_answer_is_given_up_at_the_deadline() {
    desk.define("osn", "address: sandbox:osn\nlogin: { page: /login }\ndeadline: 2s\n");
    desk.sandbox.fault("osn", Fault.HANGING);
    long started = System.nanoTime();

    Outcome outcome = desk.signIn("osn", "main");

    assertOutcome(outcome).failedAs(FailureKind.TIMED_OUT);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(6));
    assertThat(posts("osn", "/api/login")).isZero();
  }

  @Test
  void an_answer_that_never_comes_to_the_password_is_not_sent_again() {
    try (TestSite site = new TestSite()) {
      site.page(
          "/",
          """
          <form method="post" action="/hang">
          <label>User name <input name="user"></label>
          <label>Password <input type="password" name="password"></label>
          <button>Sign in</button></form>
          """);
      desk.define("td_synnex", "address: " + site.address("/") + "\ndeadline: 2s\n");

      assertOutcome(desk.signIn("td_synnex", "main")).failedAs(FailureKind.TIMED_OUT);
      assertThat(site.requests()).containsOnlyOnce("POST /hang");
    }
  }

  @Test
  void a_refusal_on_a_page_without_a_form_is_no_success() {
    try (TestSite site = new TestSite()) {
      site.page(
          "/",
          """
          <form method="post" action="/in">
          <label>User name <input name="user"></label>
          <label>Password <input type="password" name="password"></label>
          <button>Sign in</button></form>
          """);
      site.page("/in", "<title>Desk</title><p role=alert>Invalid password</p>");
      desk.define("td_synnex", "address: " + site.address("/") + "\n");

      assertOutcome(desk.signIn("td_synnex", "main"))
          .failedAs(FailureKind.INVALID_CREDENTIALS)
          .saying("The portal refused the account: \"Invalid password\".");
    }
  }

  @Test
  void a_certificate_nobody_vouches_for_ends_it_before_a_page_is_asked_for(@TempDir Path folder)
      throws Exception {
    try (SelfSignedSite site = new SelfSignedSite(folder)) {
      desk.define("td_synnex", "address: " + site.address() + "\n");

      assertOutcome(desk.signIn("td_synnex", "main"))
          .failedAs(FailureKind.CERTIFICATE_INVALID)
          .sayingThat(site.address());
      assertThat(site.requestCount()).isZero();
      assertThat(desk.pauses).isEmpty();
    }
  }

  @Test
  void a_host_without_an_address_is_a_portal_that_is_down() {
    desk.define("td_synnex", "address: https://no-such-host.invalid\n");

    assertOutcome(desk.signIn("td_synnex", "main"))
        .failedAs(FailureKind.PORTAL_DOWN)
        .sayingThat("no-such-host.invalid");
  }

  @Test
  void nobody_listening_is_a_portal_that_is_down() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    desk.define("td_synnex", "address: http://localhost:" + port + "\n");

    assertOutcome(desk.signIn("td_synnex", "main"))
        .failedAs(FailureKind.PORTAL_DOWN)
        .sayingThat("localhost:" + port);
    assertThat(desk.pauses).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"td_synnex", "osn", "ingram_micro"})
  void a_page_without_a_sign_in_form_is_a_portal_that_changed(String portal) {
    desk.sandbox.fault(portal, Fault.CHANGED);

    assertOutcome(desk.signIn(portal, "main"))
        .failedAs(FailureKind.PORTAL_CHANGED)
        .saying(
            "No sign-in form was recognised on the sign-in page. Expected a field for the user name"
                + " or password, or a link to one.");
    assertThat(desk.pauses).isEmpty();
  }

  @Test
  void a_one_time_code_without_a_seed_needs_a_person() {
    Account main = desk.account("ingram_micro", "main");
    Account seedless =
        new Account("ingram_micro", "main", main.username(), main.password(), Optional.empty());

    assertOutcome(desk.flows().signIn(desk.visit("ingram_micro"), seedless))
        .needsPersonFor(PersonReason.ONE_TIME_CODE)
        .saying(
            "The portal asks for a one-time code, and there is no TOTP seed for the account. Enter"
                + " the code sent to the account's phone or mailbox, or store the account's TOTP"
                + " seed.")
        .at(desk.sandbox.address("ingram_sso") + "authorize/code");
    assertThat(posts("ingram_sso", "/authorize/code")).isZero();
  }

  @Test
  void a_second_sign_in_within_the_same_half_minute_waits_for_the_next_code() {
    assertOutcome(desk.signIn("ingram_micro", "main")).isDone();
    assertOutcome(desk.signIn("ingram_micro", "main")).isDone();

    assertThat(desk.pauses).containsExactly(Duration.ofSeconds(30));
    assertThat(posts("ingram_sso", "/authorize/code")).isEqualTo(2);
  }

  @Test
  void a_code_the_portal_refuses_is_sent_once() {
    Account main = desk.account("ingram_micro", "main");
    Account otherSeed =
        new Account(
            "ingram_micro",
            "main",
            main.username(),
            main.password(),
            Optional.of(new Secret("JBSWY3DPEHPK3PXP")));

    assertOutcome(desk.flows().signIn(desk.visit("ingram_micro"), otherSeed))
        .failedAs(FailureKind.INVALID_CREDENTIALS)
        .saying(
            "The portal refused the one-time code; check the TOTP seed and this machine's clock.");
    assertThat(posts("ingram_sso", "/authorize/code")).isEqualTo(1);
  }

  @Test
  void on_an_origin_that_is_not_allowed_nothing_is_typed() {
    desk.define("ingram_micro", "environments: { sandbox: sandbox:ingram_micro }\n");

    String own = Site.origin(desk.sandbox.address("ingram_micro"));
    String other = Site.origin(desk.sandbox.address("ingram_sso"));
    assertOutcome(desk.signIn("ingram_micro", "main"))
        .failedAs(FailureKind.ORIGIN_REFUSED)
        .saying(
            "The sign-in form is on "
                + other
                + ", which the definition of ingram_micro does not allow; nothing was typed."
                + " Allowed: "
                + own
                + ".");
    assertThat(desk.sandbox.counts("ingram_sso"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("GET /authorize", 1, "GET /assets/identity.css", 1, "GET /assets/logo.svg", 1));
  }

  @Test
  void redirects_to_the_page_asked_for_do_not_disturb() {
    desk.define("td_synnex", "address: sandbox:td_synnex\nlogin: { page: /returns }\n");

    assertOutcome(desk.signIn("td_synnex", "main"))
        .isDone()
        .at(desk.sandbox.address("td_synnex") + "returns");
  }

  @Test
  void somebody_already_signed_in_is_not_asked_again() {
    Visit visit = desk.signedIn("td_synnex");

    assertOutcome(desk.flows().signIn(visit, desk.account("td_synnex", "main"))).isDone();
    assertThat(posts("td_synnex", "/login")).isEqualTo(1);
  }
}
