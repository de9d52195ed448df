package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.browser.TestSite;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.PersonReason;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.Marks;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Portals with ways of their own, of which the definition tells the address and nothing else. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangePortalsIT {

  private static final String FORM =
      "<title>Acme</title><form method=post action=/in><label>User name <input name=u></label>"
          + "<label>Password <input type=password name=p></label><button>Sign in</button></form>";
  private static final Duration LATE = Duration.ofMillis(600);
  private static final Account DANA =
      new Account("strange", "main", "dana", new Secret("right-one-7"), Optional.empty());
  private static final Account WRONG =
      new Account("strange", "wrong", "dana", new Secret("wrong-one-7"), Optional.empty());

  private final Desk desk = new Desk();
  private TestSite site = new TestSite();

  @BeforeEach
  void startAfresh() {
    desk.reset();
    site = new TestSite();
  }

  @AfterEach
  void stopSite() {
    site.close();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private Visit visit(String path) {
    desk.define(
        "strange",
        "title: Strange\ndescription: A portal nobody described.\nentities: []\nenvironments:\n"
            + "  production: "
            + site.address(path)
            + "\n");
    return desk.visit("strange");
  }

  private static boolean hasCookie(HttpExchange exchange) {
    String cookie = exchange.getRequestHeaders().getFirst("Cookie");
    return cookie != null && cookie.contains("session=good");
  }

  /** Serves a portal with a session, whose inner page is given. */
  private void portal(String inner) {
    site.serve("/", exchange -> page(exchange, hasCookie(exchange) ? inner : FORM));
    site.serve("/in", exchange -> turn(exchange, "good"));
    site.serve("/out", exchange -> turn(exchange, "none"));
  }

  private static void turn(HttpExchange exchange, String session) throws IOException {
    exchange.getResponseHeaders().set("Set-Cookie", "session=" + session + "; Path=/");
    exchange.getResponseHeaders().set("Location", "/");
    TestSite.answer(exchange, 303, "text/plain", "");
  }

  private static void page(HttpExchange exchange, String html) throws IOException {
    TestSite.answer(exchange, 200, "text/html; charset=utf-8", html);
  }

  private Outcome signUp() {
    desk.define(
        "strange",
        "title: Strange\ndescription: A portal nobody described.\nentities: []\nenvironments:\n"
            + "  production: "
            + site.address("/")
            + "\nsign-up:\n  page: /\n  fields:\n    username: { fixed: dana }\n"
            + "    email: { fixed: dana@example.com }\n");
    Form form = desk.portal("strange").signUp().orElseThrow();
    Map<String, String> values = Map.of("username", "dana", "email", "dana@example.com");
    Visit visit = desk.visit("strange");
    assertOutcome(desk.flows().fill(visit, form, values)).isDone();
    return desk.flows().submit(visit, form, "acme_networks", values);
  }

  private void inAndOut(Visit visit) {
    assertOutcome(desk.flows().signIn(visit, DANA)).isDone().saying("Signed in as dana.");
    assertOutcome(desk.flows().proveSession(visit, DANA)).isDone();
    assertOutcome(desk.flows().signOut(visit, Optional.of(DANA))).isDone();
    assertOutcome(desk.flows().proveSession(visit, DANA)).failedAs(FailureKind.SESSION_EXPIRED);
  }

  @Test
  void a_portal_below_a_path_is_opened_there() {
    site.page("/portal/", FORM);

    Visit visit = visit("/portal/");
    desk.flows().proveSession(visit, DANA);

    assertThat(site.requests()).contains("GET /portal/").doesNotContain("GET /");
  }

  private void asksByHttp() {
    site.serve(
        "/",
        exchange -> {
          String expected =
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString("dana:right-one-7".getBytes(StandardCharsets.UTF_8));
          if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            page(exchange, "<title>Acme</title><h1>Transfers</h1><button>Add</button>");
          } else {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Acme\"");
            TestSite.answer(exchange, 401, "text/html", "<h1>401 Unauthorized</h1>");
          }
        });
  }

  @Test
  void a_portal_that_asks_by_http_is_signed_in_to_and_forgotten() {
    asksByHttp();

    inAndOut(visit("/"));
  }

  @Test
  void a_portal_that_asks_by_http_is_asked_once_with_a_wrong_password() {
    asksByHttp();

    Outcome outcome = desk.flows().signIn(visit("/"), WRONG);

    assertOutcome(outcome)
        .failedAs(FailureKind.INVALID_CREDENTIALS)
        .saying(
            "The portal refused the account: it answered HTTP 401 to the user name and password.");
  }

  @Test
  void a_front_page_that_always_asks_to_sign_in_does_not_end_the_session() {
    site.page("/", FORM);
    site.serve(
        "/in",
        exchange -> {
          exchange.getResponseHeaders().set("Set-Cookie", "session=good; Path=/");
          exchange.getResponseHeaders().set("Location", "/desk");
          TestSite.answer(exchange, 303, "text/plain", "");
        });
    site.serve(
        "/desk",
        exchange ->
            page(exchange, hasCookie(exchange) ? "<a href=/out>Sign out</a><h1>Desk</h1>" : FORM));
    site.serve("/out", exchange -> turn(exchange, "none"));

    inAndOut(visit("/"));
  }

  @Test
  void a_refusal_in_words_nobody_knows_is_told_in_the_portals_own() {
    site.page("/", FORM);
    site.page("/in", "<p class=error>The heron does not know you.</p>" + FORM);

    assertOutcome(desk.flows().signIn(visit("/"), WRONG))
        .failedAs(FailureKind.INVALID_CREDENTIALS)
        .saying(
            "The portal shows the sign-in form again after the password was sent, and says: \"The"
                + " heron does not know you.\".");
  }

  @Test
  void a_refusal_on_a_page_of_its_own_is_one() {
    site.page("/", FORM);
    site.page(
        "/in", "<h1>Sorry</h1><p>Invalid user name or password.</p><a href=/>Back</a> <a>Help</a>");

    assertOutcome(desk.flows().signIn(visit("/"), WRONG))
        .failedAs(FailureKind.INVALID_CREDENTIALS)
        .saying("The portal refused the account.");
  }

  @Test
  void a_page_that_may_not_be_seen_shows_nobody_signed_in() {
    site.page("/", FORM);
    site.serve(
        "/in", exchange -> TestSite.answer(exchange, 403, "text/html", "<h1>Forbidden</h1><p>No."));

    assertOutcome(desk.flows().signIn(visit("/"), WRONG))
        .failedAs(FailureKind.INVALID_CREDENTIALS)
        .saying("The portal answered HTTP 403 to the password, and shows nobody signed in.");
  }

  @Test
  void a_page_that_may_not_be_seen_proves_no_session() {
    site.serve(
        "/", exchange -> TestSite.answer(exchange, 403, "text/html", "<h1>Forbidden</h1><p>No."));

    assertOutcome(desk.flows().proveSession(visit("/"), DANA))
        .failedAs(FailureKind.SESSION_EXPIRED)
        .saying("The portal does not show the page: it answered HTTP 403.");
  }

  @Test
  void a_front_page_that_offers_to_sign_in_again_shows_nobody_signed_in() {
    site.page("/", "<title>Acme</title><h1>Acme</h1><a href=/login>Sign in</a>");
    site.page("/login", FORM);
    site.serve("/in", exchange -> turn(exchange, "none"));

    assertOutcome(desk.flows().signIn(visit("/"), WRONG))
        .failedAs(FailureKind.INVALID_CREDENTIALS)
        .saying(
            "The portal shows the sign-in form again after the password was sent, without a message"
                + " recognised here.");
    assertThat(site.requests()).containsOnlyOnce("POST /in");
  }

  @Test
  void a_portal_that_wants_to_be_asked_once_more_is() {
    String front = "<title>Acme</title><h1>Acme</h1><a href=/login>Sign in</a>";
    site.page("/", front);
    site.serve(
        "/login",
        exchange ->
            page(exchange, hasCookie(exchange) ? "<a href=/out>Sign out</a><h1>Desk</h1>" : FORM));
    site.serve("/in", exchange -> turn(exchange, "good"));
    site.serve("/out", exchange -> turn(exchange, "none"));

    assertOutcome(desk.flows().signIn(visit("/"), DANA)).isDone().saying("Signed in as dana.");
    assertThat(site.requests()).containsOnlyOnce("POST /in");
  }

  @Test
  void signing_out_is_found_in_a_menu_that_is_made_when_it_is_opened() {
    portal(
        "<title>Acme</title><header><button aria-haspopup=true aria-expanded=false>Help</button>"
            + "<button aria-haspopup=true aria-expanded=false onclick=\"menu.innerHTML ="
            + " '<a href=/out>Sign out</a>'\">dana</button><div id=menu></div></header><h1>Orders</h1>");

    inAndOut(visit("/"));
  }

  @Test
  void signing_out_is_found_in_a_menu_that_opens_under_the_pointer() {
    portal(
        "<title>Acme</title><style>li ul { display: none } li:hover ul { display: block }</style>"
            + "<ul><li><a>File</a><ul><li><a>Add</a><li><a onclick=\"location = '/out'\">Logout</a>"
            + "</ul></ul><h1>Transfers</h1>");

    inAndOut(visit("/"));
  }

  @Test
  void a_portal_that_asks_whether_to_sign_out_is_answered_yes() {
    portal("<title>Acme</title><nav><a href=/sure>Log out</a></nav><h1>Orders</h1>");
    site.page(
        "/sure",
        "<title>Log out</title><nav><a href=/sure>Log out</a></nav><h1>Log out</h1>"
            + "<p>Do you want to log out?</p><form method=post action=/out><button>Submit</button></form>");

    inAndOut(visit("/"));
  }

  @Test
  void a_tour_and_a_question_over_the_page_are_closed_one_after_the_other() {
    String cover = "position: fixed; inset: 0; background: rgba(0, 0, 0, .3)";
    portal(
        "<title>Acme</title><button onclick=\"location = '/out'\">Logout</button><h1>Orders</h1>"
            + "<div id=tour style='"
            + cover
            + "'><h2>What is new</h2><button>Start</button><button aria-label=Close"
            + " onclick='tour.remove()'>&times;</button></div><div id=ask style='"
            + cover
            + "'><p>Change your password now?</p><button>Yes</button><button"
            + " onclick='ask.remove()'>No</button></div>");

    inAndOut(visit("/"));
  }

  @Test
  void a_question_over_the_page_is_answered_no_in_so_many_words() {
    portal(
        "<title>Acme</title><button onclick=\"location = '/out'\">Logout</button><h1>Orders</h1>"
            + "<div id=ask style='position: fixed; inset: 0; background: rgba(0, 0, 0, .3)'>"
            + "<h2>Update notifications</h2><a href=/terms>documentation</a>"
            + "<button>Yes, enable notifications</button><button onclick='ask.remove()'>No, do not"
            + " enable notifications</button></div>");

    inAndOut(visit("/"));
  }

  @Test
  void a_menu_that_is_drawn_anew_while_one_looks_is_opened() {
    portal(
        "<title>Acme</title><header id=bar></header><h1>Orders</h1><script>let times = 0;"
            + " const draw = () => { bar.innerHTML = '<button aria-haspopup=true"
            + " onclick=\"this.outerHTML += \\'<a href=/out>Sign out</a>\\'; times = 99\">dana"
            + "</button>'; if (++times < 60) setTimeout(draw, 25); }; draw();</script>");

    inAndOut(visit("/"));
  }

  @Test
  void a_sign_in_page_that_tells_to_log_out_afterwards_signs_nobody_in() {
    String form =
        FORM + "<p>For security reasons, please <a href=/out>log out</a> when you are done!</p>";
    site.serve(
        "/",
        exchange ->
            page(
                exchange,
                hasCookie(exchange) ? "<h1>You may <a href=/out>log out</a></h1>" : form));
    site.serve(
        "/in",
        exchange -> {
          String sent =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (sent.contains("right")) {
            turn(exchange, "good");
          } else {
            page(exchange, form);
          }
        });
    site.serve("/out", exchange -> turn(exchange, "none"));

    assertOutcome(desk.flows().signIn(visit("/"), WRONG)).failedAs(FailureKind.INVALID_CREDENTIALS);
    inAndOut(visit("/"));
  }

  @Test
  void a_sign_in_dialog_over_a_page_already_drawn_is_filled_in() {
    String drawn = "<title>Acme</title><button onclick=\"location = '/out'\">Logout</button>";
    String dialog =
        "<div style='position: fixed; inset: 0; background: rgba(0, 0, 0, .3)'><form method=post"
            + " action=/in style='background: white'><label>Password <input type=password name=p>"
            + "</label><button>Login</button></form></div>";
    site.serve("/", exchange -> page(exchange, hasCookie(exchange) ? drawn : drawn + dialog));
    site.serve("/in", exchange -> turn(exchange, "good"));
    site.serve("/out", exchange -> turn(exchange, "none"));

    inAndOut(visit("/"));
  }

  @Test
  void a_page_that_shows_its_sign_out_before_the_answer_is_not_believed() {
    site.page(
        "/",
        FORM
            + "<script>document.forms[0].onsubmit = (event) => { event.preventDefault();"
            + " const form = document.body.innerHTML;"
            + " document.body.innerHTML = '<a href=/out>Logout [ dana ]</a><h1>Loading</h1>';"
            + " fetch('/check').then(() => { document.body.innerHTML = form +"
            + " '<p role=alert>Incorrect user name or password</p>'; }); };</script>");
    site.serve("/check", exchange -> TestSite.answer(exchange, 401, "text/plain", "no"));

    assertOutcome(desk.flows().signIn(visit("/"), WRONG)).failedAs(FailureKind.INVALID_CREDENTIALS);
  }

  @Test
  void choices_that_a_field_offers_once_it_is_left_can_be_chosen() {
    site.page(
        "/",
        "<title>Profile</title><label>First name <input onchange=\"shown.add(new Option(this.value))\">"
            + "</label><label>Shown as <select id=shown><option>dana</select></label>");
    Visit visit = visit("/");
    desk.flows().open(visit, "profile", "/", Marks.NONE);

    assertOutcome(desk.flows().enter(visit, "First name", "Dana Whitfield")).isDone();
    assertOutcome(desk.flows().enter(visit, "Shown as", "Dana Whitfield")).isDone();
  }

  @Test
  void before_a_captcha_nothing_is_typed_while_the_page_is_still_coming() {
    String captcha =
        "<div class=g-recaptcha data-sitekey=x><p>Please verify you are human</p><iframe"
            + " title=reCAPTCHA src=/anchor width=304 height=78></iframe></div>";
    site.late("/late.css", "text/css", "p { margin: 0 }", LATE);
    site.page("/anchor", "<p>I am not a robot</p>");
    site.page("/in", "<h1>Please verify that you are human.</h1>");
    site.page(
        "/",
        FORM.replace("<button>", captcha + "<button>")
            + "<link rel=stylesheet href=/late.css><p>Contact us</p>");

    Outcome outcome = desk.flows().signIn(visit("/"), DANA);

    assertOutcome(outcome).needsPersonFor(PersonReason.CAPTCHA);
    assertThat(site.requests()).doesNotContain("POST /in");
  }

  @Test
  void before_a_captcha_that_comes_later_nothing_is_typed() {
    site.page("/in", "<h1>Please verify that you are human.</h1>");
    site.late(
        "/captcha.js",
        "text/javascript",
        "document.write('<div class=g-recaptcha data-sitekey=x style=\"width:304px;height:78px\">"
            + "<p>Please verify you are human</p></div>')",
        LATE);
    site.page("/", FORM + "<script src=/captcha.js></script><p>Contact us</p>");

    Outcome outcome = desk.flows().signIn(visit("/"), DANA);

    assertOutcome(outcome).needsPersonFor(PersonReason.CAPTCHA);
    assertThat(site.requests()).doesNotContain("POST /in");
  }

  @Test
  void what_a_late_style_sheet_hides_is_no_notice() {
    site.late("/late.css", "text/css", ".template { display: none }", LATE);
    portal(
        "<title>Acme</title><link rel=stylesheet href=/late.css><h1>Orders</h1>"
            + "<p role=alert class=template>Your account is locked.</p><a href=/out>Logout</a>");

    inAndOut(visit("/"));
  }

  @Test
  void a_link_that_a_late_script_makes_work_is_followed_once_it_works() {
    site.late(
        "/late.js",
        "text/javascript",
        "document.querySelector('a').onclick = () => { location = '/out'; return false; };",
        LATE);
    portal("<title>Acme</title><script src=/late.js defer></script><a href=/nowhere>Logout</a>");

    inAndOut(visit("/"));

    assertThat(site.requests()).contains("GET /out");
  }

  @Test
  void a_place_is_reached_when_what_it_shows_is_seen_with_its_style() {
    site.late("/late.css", "text/css", ".template { display: none }", LATE);
    site.page(
        "/",
        "<title>Acme</title><link rel=stylesheet href=/late.css><h1>Orders</h1>"
            + "<p class=template>Nothing was ordered yet.</p>");
    Marks shows = new Marks(List.of("Nothing was ordered yet."), List.of());

    assertOutcome(desk.flows().open(visit("/"), "orders", "/", shows))
        .failedAs(FailureKind.PORTAL_CHANGED);
  }

  @Test
  void a_link_of_which_only_the_address_says_so_signs_out() {
    portal("<title>Acme</title><frameset rows='40,*'><frame src=/bar><frame src=/desk></frameset>");
    site.page(
        "/bar",
        "<a href='logout.do?at=7' target=_parent><img alt=Disconnect title=Disconnect width=20"
            + " height=20></a><a href='tables.do?at=7'><img alt=Refresh width=20 height=20></a>");
    site.page("/desk", "<h1>Desk</h1>");
    site.serve("/logout.do", exchange -> turn(exchange, "none"));

    inAndOut(visit("/"));
  }

  @Test
  void of_two_addresses_that_say_so_none_is_pressed() {
    portal(
        "<title>Acme</title><h1>Desk</h1><a href='/logout.do?of=one'>Leave one</a>"
            + "<a href='/logout.do?of=two'>Leave two</a>");
    Visit visit = visit("/");

    assertOutcome(desk.flows().signIn(visit, DANA)).isDone();
    assertOutcome(desk.flows().signOut(visit, Optional.of(DANA)))
        .failedAs(FailureKind.PORTAL_CHANGED)
        .saying("Nothing on the page signs out, nor opens a menu that does.");
    assertThat(String.join(" ", site.requests())).doesNotContain("logout");
  }

  private static final String REGISTRATION =
      "<title>Register</title><h1>Register</h1><form method=post action=/new>%s"
          + "<p><label for=u%s>User name *</label><input id=u name=username></p>"
          + "<p><label for=m>E-mail *</label><input id=m name=email></p><p><label for=p>New"
          + " password</label><input id=p type=password name=password autocomplete=new-password></p>"
          + "<button>Register</button></form>";

  @Test
  void a_label_painted_red_is_not_told_instead_of_the_reason() {
    site.page("/", REGISTRATION.formatted("", ""));
    site.page(
        "/new",
        REGISTRATION.formatted(
            "<div id=errorSummary><ul><li>User name is somebody else's</li></ul></div>",
            " class=error"));

    assertOutcome(signUp())
        .failedAs(FailureKind.SUBMISSION_REJECTED)
        .saying("The portal refused the form: User name is somebody else's");
  }

  @Test
  void a_label_painted_red_is_told_where_there_is_no_reason() {
    site.page("/", REGISTRATION.formatted("", ""));
    site.page("/new", REGISTRATION.formatted("", " class=error"));

    assertOutcome(signUp())
        .failedAs(FailureKind.SUBMISSION_REJECTED)
        .saying("The portal refused the form: User name *: not accepted");
  }

  @Test
  void whoever_is_signed_in_after_signing_up_has_the_account() {
    site.serve(
        "/",
        exchange ->
            page(
                exchange,
                hasCookie(exchange)
                    ? "<h1>Your profile</h1><a href=/out>Sign out</a>"
                    : REGISTRATION.formatted("", "")));
    site.serve("/new", exchange -> turn(exchange, "good"));

    assertOutcome(signUp()).isDone().saying("The portal confirmed the form \"Sign up\".");
    assertThat(site.requests()).containsOnlyOnce("POST /new");
  }
}
