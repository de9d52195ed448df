package dev.gatehouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());
  private final Visitor visitor = new Visitor();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void each_portal_has_a_host_name_an_account_and_a_face() {
    assertThat(sandbox.portals()).hasSize(8);
    for (String portal : sandbox.portals()) {
      assertThat(sandbox.address(portal))
          .isEqualTo("http://" + portal.replace('_', '-') + ".localhost:" + sandbox.port() + "/");
      assertThat(sandbox.account(portal).password()).hasSizeGreaterThan(10);
      Visitor.Page page = visitor.get(sandbox.address(portal));
      assertThat(page.status()).isEqualTo(200);
      for (var link : page.document().select("link[href], script[src], img[src]")) {
        String path = link.attr("href") + link.attr("src");
        Visitor.Page asset = visitor.get(page.address().resolve(path).toString());
        assertThat(asset.status()).as(portal + path).isEqualTo(200);
      }
    }
  }

  @Test
  void an_unknown_host_shows_the_list_of_portals() {
    Visitor.Page page = visitor.get("http://127.0.0.1:" + sandbox.port() + "/");
    assertThat(page.text()).contains("Embedded portals", "td_synnex", "ingram_sso");
  }

  @Test
  void an_unknown_portal_is_told_with_those_there_are() {
    assertThatThrownBy(() -> sandbox.address("tdsynnex"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no embedded portal 'tdsynnex'; there are: [authentik, dh, grants, ingram_micro,"
                + " ingram_sso, octotel, osn, sam_gov, td_synnex]");
    assertThatThrownBy(() -> sandbox.account("dh", "boss"))
        .hasMessage("no account 'boss' at dh; there are: main, wrong, unknown, spare, locked");
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> SandboxSettings.defaults().withPort(70000))
        .hasMessage("sandbox port: found 70000, expected 0 (any free port) to 65535");
    assertThatThrownBy(() -> SandboxSettings.defaults().withLatency(Duration.ofMillis(-1)))
        .hasMessage("sandbox latency: found PT-0.001S, expected zero or more");
  }

  @Test
  void every_request_is_counted_until_reset() {
    visitor.get(sandbox.address("dh"));
    visitor.get(sandbox.address("dh") + "home");

    assertThat(sandbox.counts("dh")).isEqualTo(Map.of("GET /", 1, "GET /home", 1, "GET /login", 1));
    assertThat(sandbox.count("dh", "GET", "/login")).isEqualTo(1);

    sandbox.reset();
    assertThat(sandbox.counts("dh")).isEmpty();
  }

  @Test
  void a_copy_has_its_own_state_and_the_same_accounts() {
    sandbox.alias("dh_two", "dh");
    signIn("dh_two");

    assertThat(sandbox.count("dh_two", "POST", "/login")).isEqualTo(1);
    assertThat(sandbox.counts("dh")).isEmpty();
    assertThat(sandbox.account("dh_two")).isEqualTo(sandbox.account("dh"));
    assertThatThrownBy(() -> sandbox.alias("dh_two", "dh"))
        .hasMessage(
            "alias 'dh_two': expected a name not in use, of lower-case letters, digits and"
                + " underscores");
  }

  @Test
  void latency_delays_every_answer() {
    visitor.get(sandbox.address("dh"));
    sandbox.latency(Duration.ofMillis(120));
    long start = System.nanoTime();

    visitor.get(sandbox.address("dh"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(115));
  }

  @Test
  void a_server_error_and_maintenance_are_cleared_again() {
    String address = sandbox.address("dh");
    sandbox.fault("dh", Fault.SERVER_ERROR);
    assertThat(visitor.get(address).status()).isEqualTo(500);
    sandbox.clearFaults("dh");

    sandbox.fault("dh", Fault.MAINTENANCE);
    Visitor.Page page = visitor.get(address);
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.response().headers().firstValue("Retry-After")).contains("120");
    assertThat(page.text()).contains("Down for maintenance");

    sandbox.clearFaults("dh");
    assertThat(visitor.get(address).status()).isEqualTo(200);
  }

  @Test
  void a_hanging_portal_answers_when_it_is_cleared() throws Exception {
    sandbox.fault("dh", Fault.HANGING);
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(() -> visitor.get(sandbox.address("dh")).status());
    CompletableFuture<Integer> other =
        CompletableFuture.supplyAsync(
            () -> new Visitor().get(sandbox.address("td_synnex")).status());

    assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo(200);
    assertThat(status).isNotDone();

    sandbox.clearFaults("dh");
    assertThat(status.get(5, TimeUnit.SECONDS)).isEqualTo(200);
  }

  @Test
  @Timeout(20)
  void closing_ends_what_hangs() throws Exception {
    String address = sandbox.address("dh");
    sandbox.fault("dh", Fault.HANGING);
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(() -> visitor.get(address).status());
    while (sandbox.counts("dh").isEmpty()) {
      Thread.onSpinWait();
    }

    sandbox.close();

    // Whether the client still sees an error page or a broken connection is a matter of luck.
    assertThat(status.handle((code, broken) -> code == null ? 503 : code).get(5, TimeUnit.SECONDS))
        .isGreaterThanOrEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"td_synnex", "dh", "octotel", "sam_gov", "ingram_micro"})
  void a_captcha_is_shown_and_not_passed(String portal) {
    sandbox.fault(portal, Fault.CAPTCHA);

    Visitor.Page login = visitor.get(sandbox.address(portal) + "login");

    Document document = login.document();
    assertThat(document.select("form .g-recaptcha iframe, form .g-recaptcha img")).hasSize(2);
    assertThat(login.text()).contains("Please verify you are human");
    assertThat(visitor.get(login.address().resolve("/recaptcha/api2/anchor").toString()).text())
        .contains("I am not a robot");
  }

  @Test
  void a_captcha_stops_the_right_password() {
    sandbox.fault("dh", Fault.CAPTCHA);

    assertThat(signIn("dh").alert())
        .isEqualTo("Please verify that you are human before you continue.");
    assertThat(signIn("dh").document().select("input[name=email]").attr("value"))
        .isEqualTo(sandbox.account("dh").username());
  }

  @ParameterizedTest
  @ValueSource(strings = {"td_synnex", "dh", "octotel", "sam_gov", "ingram_micro", "grants", "osn"})
  void a_changed_portal_has_no_form_to_sign_in(String portal) {
    sandbox.fault(portal, Fault.CHANGED);
    String path = portal.equals("osn") ? "api/views/login" : "login";

    Visitor.Page page = visitor.get(sandbox.address(portal) + path);

    assertThat(page.text()).contains("We have moved");
    assertThat(page.document().select("input[type=password], iframe")).isEmpty();
  }

  @Test
  void sessions_can_be_made_to_expire() {
    signIn("dh");
    sandbox.fault("dh", Fault.EXPIRED_SESSIONS);

    Visitor.Page page = visitor.get(sandbox.address("dh") + "home");

    assertThat(page.alert()).isEqualTo("Your session has expired. Please sign in again.");
    assertThat(signIn("dh").address().getPath()).isEqualTo("/home");
  }

  @Test
  void a_submission_can_be_refused_or_lost_on_the_way_back() {
    Map<String, String> values =
        Map.of(
            "dealer[organization]", "Acme Networks LLC",
            "dealer[name]", "Dana Reed",
            "dealer[email]", "dana@acme-networks.example",
            "dealer[tel]", "555-0101",
            "dealer[business]", "msp",
            "dealer[accept]", "yes");
    Visitor.Page form = visitor.get(sandbox.address("dh") + "register");

    sandbox.fault("dh", Fault.SUBMISSION_ERROR);
    assertThat(visitor.submit(form, "/register", values).alert())
        .isEqualTo(
            "Please check your entries We could not process your request. Please correct the"
                + " entries and try again.");
    assertThat(sandbox.submissions("dh")).isEmpty();

    sandbox.clearFaults("dh");
    sandbox.fault("dh", Fault.SUBMISSION_LOST);
    assertThat(visitor.submit(form, "/register", values).status()).isEqualTo(500);
    assertThat(sandbox.submissions("dh")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void a_disguised_portal_looks_different_and_works_as_before(long seed) {
    Document before = visitor.get(sandbox.address("td_synnex") + "login").document();
    sandbox.disguise("td_synnex", seed);
    Visitor.Page page = visitor.get(sandbox.address("td_synnex") + "login");
    Document after = page.document();

    assertThat(after.select("#ctl00_Main_txtUser, .Button, .FormLabel")).isEmpty();
    assertThat(after.select("input[type=submit]").eachAttr("value"))
        .doesNotContain("Sign in")
        .containsAnyOf("Log in", "Log on", "Sign on");
    assertThat(after.select("td").eachText())
        .doesNotContain("User name:")
        .containsAnyOf("User ID:", "Login name:", "Username:");
    assertThat(after.select("label[for]").attr("for"))
        .isEqualTo(after.select("input[type=checkbox]").attr("id"));
    assertThat(after.select("input").eachAttr("name"))
        .containsExactlyInAnyOrderElementsOf(before.select("input").eachAttr("name"));
    String css = visitor.get(sandbox.address("td_synnex") + "assets/desk.css").response().body();
    assertThat(css).contains("." + after.select("table[cellpadding]").attr("class") + "{");

    assertThat(signInTdSynnex(page).address().getPath()).isEqualTo("/dashboard");
  }

  @Test
  void disguises_put_the_fields_in_another_order() {
    List<String> before = fieldsOf("dh", 0);
    assertThat(List.of(fieldsOf("dh", 1), fieldsOf("dh", 2), fieldsOf("dh", 3)))
        .anySatisfy(order -> assertThat(order).isNotEqualTo(before))
        .allSatisfy(order -> assertThat(order).containsExactlyInAnyOrderElementsOf(before));
  }

  private List<String> fieldsOf(String portal, long seed) {
    sandbox.disguise(portal, seed);
    return visitor
        .get(sandbox.address(portal) + "register")
        .document()
        .select("main input[type=text], main input[type=email], main input[type=tel]")
        .eachAttr("name");
  }

  private Visitor.Page signIn(String portal) {
    SandboxAccount account = sandbox.account(portal);
    return visitor.submit(
        visitor.get(sandbox.address(portal) + "login"),
        "/login",
        Map.of("email", account.username(), "password", account.password()));
  }

  private Visitor.Page signInTdSynnex(Visitor.Page page) {
    SandboxAccount account = sandbox.account("td_synnex");
    return visitor.submit(
        page,
        "/login",
        Map.of(
            "ctl00$Main$txtUser", account.username(),
            "ctl00$Main$txtPassword", account.password()));
  }
}
