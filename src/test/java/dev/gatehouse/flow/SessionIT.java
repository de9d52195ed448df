package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.browser.SessionOptions;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.portal.Marks;
import dev.gatehouse.sandbox.Fault;
import dev.gatehouse.secret.Account;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that are kept, proven, expired, renewed and ended. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionIT {

  private final Desk desk = new Desk();

  @BeforeEach
  void startAfresh() {
    desk.reset();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private Visit visitWithKeptSession(String portal) {
    Account account = desk.account(portal, "main");
    String state = desk.flows().keptState(desk.visit(portal).site(), account).orElseThrow();
    return desk.visit(portal, SessionOptions.PLAIN.withState(state));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingram_micro",
        "td_synnex",
        "dh",
        "octotel",
        "osn",
        "authentik",
        "sam_gov",
        "grants"
      })
  void a_kept_session_saves_signing_in_again_until_it_expires(String portal) {
    Account account = desk.account(portal, "main");
    desk.signedIn(portal);

    Visit visit = visitWithKeptSession(portal);
    assertOutcome(desk.flows().proveSession(visit, account))
        .isDone()
        .saying("The session is alive.");

    desk.sandbox.fault(portal, Fault.EXPIRED_SESSIONS);
    assertOutcome(desk.flows().proveSession(visit, account))
        .failedAs(FailureKind.SESSION_EXPIRED)
        .saying("The portal asks to sign in again.");
    assertThat(desk.flows().keptState(visit.site(), account)).isEmpty();

    assertOutcome(desk.flows().signIn(visit, account)).isDone();
    assertThat(desk.kept(portal).orElseThrow().refreshCount()).as("renewals").isEqualTo(1);
    Visit renewed = visitWithKeptSession(portal);
    Map<String, Integer> before = desk.sandbox.counts(portal);
    assertOutcome(desk.flows().proveSession(renewed, account)).isDone();
    assertThat(SessionCost.pages(before, desk.sandbox.counts(portal)))
        .as("pages loaded to be signed in again")
        .isEqualTo(1);
  }

  @Test
  void a_session_that_is_too_old_is_not_tried() {
    Visit visit = desk.signedIn("td_synnex");
    Account account = desk.account("td_synnex", "main");

    desk.clock.advance(Duration.ofHours(8).minusSeconds(1));
    assertThat(desk.flows().keptState(visit.site(), account)).isPresent();
    desk.clock.advance(Duration.ofSeconds(1));
    assertThat(desk.flows().keptState(visit.site(), account)).isEmpty();
  }

  @Test
  void a_session_is_no_other_accounts() {
    Visit visit = desk.signedIn("td_synnex");

    assertThat(desk.flows().keptState(visit.site(), desk.account("td_synnex", "spare"))).isEmpty();
  }

  @Test
  void signing_out_forgets_the_session_and_ends_it_at_the_portal() {
    Visit visit = desk.signedIn("td_synnex");
    Account account = desk.account("td_synnex", "main");

    assertOutcome(desk.flows().signOut(visit, Optional.of(account))).isDone().saying("Signed out.");
    assertThat(desk.flows().keptState(visit.site(), account)).isEmpty();
    assertOutcome(desk.flows().proveSession(visit, account)).failedAs(FailureKind.SESSION_EXPIRED);
    assertThat(desk.sandbox.count("td_synnex", "POST", "/logout")).isEqualTo(1);
  }

  @Test
  void where_nobody_is_signed_in_there_is_nothing_to_sign_out() {
    Visit visit = desk.visit("td_synnex");
    desk.flows().open(visit, "home", "/", Marks.NONE);

    assertOutcome(desk.flows().signOut(visit, Optional.empty()))
        .failedAs(FailureKind.PORTAL_CHANGED)
        .saying("Nothing on the page signs out, nor opens a menu that does.");
  }

  @Test
  void proving_a_session_is_no_secret_matter() {
    Visit visit = desk.signedIn("osn");

    assertOutcome(desk.flows().proveSession(visit, desk.account("osn", "main")))
        .withoutAny(
            List.of(
                desk.account("osn", "main").password().reveal(),
                desk.flows().keptState(visit.site(), desk.account("osn", "main")).orElseThrow()));
  }

  @Test
  void a_portal_that_is_down_is_no_expired_session() {
    Visit visit = desk.signedIn("dh");
    desk.sandbox.fault("dh", Fault.SERVER_ERROR);

    assertOutcome(desk.flows().proveSession(visit, desk.account("dh", "main")))
        .failedAs(FailureKind.PORTAL_DOWN);
    assertThat(desk.flows().keptState(visit.site(), desk.account("dh", "main"))).isPresent();
  }

  @Test
  void a_page_that_is_not_there_is_told_with_its_status() {
    Visit visit = desk.signedIn("dh");

    assertOutcome(desk.flows().open(visit, "price list", "/price-list", Marks.NONE))
        .failedAs(FailureKind.PORTAL_CHANGED)
        .saying("\"price list\" is not there: the portal answered HTTP 404.");
  }

  @Test
  void a_page_that_does_not_show_its_marks_is_a_changed_portal() {
    Visit visit = desk.signedIn("dh");

    assertOutcome(
            desk.flows()
                .open(
                    visit, "home", "/home", new Marks(List.of("Dealer bonus"), List.of("/bonus"))))
        .failedAs(FailureKind.PORTAL_CHANGED)
        .saying(
            "\"home\" does not show what the definition says is there: \"Dealer bonus\" or"
                + " \"/bonus\".");
  }
}
