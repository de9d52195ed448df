package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.browser.TestSite;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sign-in forms on origins that only look like the portal's. Each name below {@code localhost} is
 * this machine to a browser, so one server is all of them; it counts what reaches it.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginsIT {

  private static final String OWN = "acme.localhost";
  private static final String USER = "<label>User name <input name=u></label>";
  private static final String PASSWORD = "<label>Password <input type=password name=p></label>";
  private static final Account DANA =
      new Account(
          "strange",
          "main",
          "dana",
          new Secret("right-one-7"),
          Optional.of(new Secret("JBSWY3DPEHPK3PXP")));

  private final Desk desk = new Desk();
  private final Queue<String> posted = new ConcurrentLinkedQueue<>();
  private TestSite site = new TestSite();

  @BeforeEach
  void startAfresh() {
    desk.reset();
    posted.clear();
    site = new TestSite();
    post("/in", "<title>Acme</title><a href=/out>Sign out</a>");
  }

  @AfterEach
  void stopSite() {
    site.close();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private static String form(String action, String fields) {
    return "<title>Acme</title><form method=post action="
        + action
        + ">"
        + fields
        + "<button>Sign in</button></form>";
  }

  private void post(String path, String answer) {
    site.serve(
        path,
        exchange -> {
          take(exchange);
          TestSite.answer(exchange, 200, "text/html; charset=utf-8", answer);
        });
  }

  private void postGoesOn(String path, String where) {
    site.serve(
        path,
        exchange -> {
          take(exchange);
          exchange.getResponseHeaders().set("Location", where);
          TestSite.answer(exchange, 303, "text/plain", "");
        });
  }

  private void take(HttpExchange exchange) throws IOException {
    posted.add(
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
            + " to "
            + exchange.getRequestHeaders().getFirst("Host").replaceFirst(":.*", ""));
  }

  private int port() {
    return URI.create(site.address("/")).getPort();
  }

  private String at(String host, String path) {
    return "http://" + host + ":" + port() + path;
  }

  private Outcome signIn(String allowed) {
    desk.define(
        "strange",
        "title: Strange\ndescription: A portal.\nentities: []\nenvironments:\n  production: { address: \""
            + at(OWN, "/")
            + "\""
            + (allowed.isEmpty() ? "" : ", allowed-origins: [\"" + allowed + "\"]")
            + " }\n");
    return desk.flows().signIn(desk.visit("strange"), DANA);
  }

  private void refused(Outcome outcome, String origin, String allowed) {
    assertOutcome(outcome)
        .failedAs(FailureKind.ORIGIN_REFUSED)
        .saying(
            "The sign-in form is on %s, which the definition of strange does not allow; nothing was typed. Allowed: %s."
                .formatted(origin, allowed));
    assertThat(((Failed) outcome).kind().isSecurityEvent()).isTrue();
  }

  @Test
  void on_its_own_origin_the_form_is_filled_in() {
    site.page("/", form("/in", USER + PASSWORD));

    assertOutcome(signIn("")).isDone();
    assertThat(posted).containsExactly("u=dana&p=right-one-7 to " + OWN);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "look-alike, acrne.localhost",
    "other ending, acme.localhost.localhost",
    "subdomain, login.acme.localhost",
    "domain above, localhost",
    "punycode, xn--cme-5cd.localhost",
    "own name before another host, acme.localhost@evil.localhost",
  })
  void a_form_elsewhere_is_not_filled_in(String kind, String host) {
    site.page("/form", form("/in", USER + PASSWORD));
    site.page("/", "<title>Acme</title><script>location = '" + at(host, "/form") + "'</script>");

    refused(signIn(""), at(host.replaceFirst(".*@", ""), ""), at(OWN, ""));
    assertThat(posted).as(kind).isEmpty();
  }

  @Test
  void a_name_in_other_letters_is_told_in_punycode() {
    site.page("/form", form("/in", USER + PASSWORD));
    site.page(
        "/",
        "<title>Acme</title><script>location = '"
            + at("\\u0430cme.localhost", "/form")
            + "'</script>");

    refused(signIn(""), at("xn--cme-5cd.localhost", ""), at(OWN, ""));
    assertThat(posted).isEmpty();
  }

  @Test
  void http_is_not_https() {
    site.page("/form", form("/in", USER + PASSWORD));
    site.page(
        "/",
        "<title>Acme</title><script>location = '" + at("id.localhost", "/form") + "'</script>");
    String secure = at("id.localhost", "").replace("http:", "https:");

    refused(signIn(secure), at("id.localhost", ""), at(OWN, "") + ", " + secure);
    assertThat(posted).isEmpty();
  }

  @Test
  void another_port_is_another_origin() {
    try (TestSite other = new TestSite()) {
      other.page("/form", form("/in", USER + PASSWORD));
      String elsewhere = "http://" + OWN + ":" + URI.create(other.address("/")).getPort();
      site.page("/", "<title>Acme</title><script>location = '" + elsewhere + "/form'</script>");

      refused(signIn(""), elsewhere, at(OWN, ""));
      assertThat(other.requests()).containsOnly("GET /form");
    }
  }

  @Test
  void a_form_in_a_frame_of_another_origin_is_not_filled_in() {
    site.page("/form", form("/in", USER + PASSWORD));
    site.page(
        "/",
        "<title>Acme</title><iframe width=400 height=200 src="
            + at("acrne.localhost", "/form")
            + "></iframe>");

    refused(signIn(""), at("acrne.localhost", ""), at(OWN, ""));
    assertThat(posted).isEmpty();
  }

  @Test
  void the_portals_form_in_a_frame_of_somebody_elses_page_gets_its_password_alone() {
    site.page("/form", form("/in", USER + PASSWORD));
    site.page(
        "/around",
        form("/in", "<label>Password <input type=password name=q></label>")
            + "<iframe width=400 height=200 src="
            + at(OWN, "/form")
            + "></iframe>");
    site.page(
        "/",
        "<title>Acme</title><script>location = '"
            + at("acrne.localhost", "/around")
            + "'</script>");

    signIn("");

    assertThat(posted).noneMatch(what -> what.contains("q=right-one-7"));
    assertThat(posted).noneMatch(what -> what.endsWith("to acrne.localhost"));
  }

  @Test
  void a_redirect_after_the_user_name_does_not_get_the_password() {
    site.page("/", form("/name", USER));
    postGoesOn("/name", at("acrne.localhost", "/form"));
    site.page("/form", form("/in", PASSWORD));

    refused(signIn(""), at("acrne.localhost", ""), at(OWN, ""));
    assertThat(posted).containsExactly("u=dana to " + OWN);
  }

  @Test
  void a_redirect_after_the_password_does_not_get_the_code() {
    site.page("/", form("/password", USER + PASSWORD));
    postGoesOn("/password", at("acrne.localhost", "/form"));
    site.page(
        "/form",
        form("/in", "<label>One-time code <input name=c autocomplete=one-time-code></label>"));

    refused(signIn(""), at("acrne.localhost", ""), at(OWN, ""));
    assertThat(posted).containsExactly("u=dana&p=right-one-7 to " + OWN);
  }
}
