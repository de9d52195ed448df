package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.browser.TestSite;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Pages that would have one wait for ever: signing in ends in time and says what was the matter.
 */
@Tag("timed")
@Timeout(90)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

  private static final String FORM =
      "<form method=post action=/in><label>User name <input name=u></label>"
          + "<label>Password <input type=password name=p></label><button>Sign in</button></form>";
  private static final String INSIDE =
      "<title>Acme</title><h1>Orders</h1><a href=/out>Sign out</a>";
  private static final Account DANA =
      new Account("strange", "main", "dana", new Secret("right-one-7"), Optional.empty());

  private final Desk desk = new Desk();
  private TestSite site = new TestSite();

  @BeforeEach
  void startAfresh() {
    desk.reset();
    site = new TestSite();
    site.serve("/in", exchange -> turn(exchange));
  }

  @AfterEach
  void stopSite() {
    site.close();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private static void turn(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Set-Cookie", "session=good; Path=/");
    exchange.getResponseHeaders().set("Location", "/");
    TestSite.answer(exchange, 303, "text/plain", "");
  }

  /** Serves a sign-in page and, to who has signed in, an inner page. */
  private void portal(String signInPage, String inner) {
    site.serve(
        "/",
        exchange -> {
          String cookie = exchange.getRequestHeaders().getFirst("Cookie");
          boolean in = cookie != null && cookie.contains("session=good");
          TestSite.answer(exchange, 200, "text/html; charset=utf-8", in ? inner : signInPage);
        });
  }

  /** Signs in and says how long that took. */
  private Outcome signIn(String what, Duration atMost, String... allowedOrigins) {
    String origins =
        allowedOrigins.length == 0
            ? ""
            : "    allowed-origins: [\"" + String.join("\", \"", allowedOrigins) + "\"]\n";
    desk.define(
        "strange",
        "title: Strange\ndescription: A portal nobody described.\nentities: []\nenvironments:\n"
            + "  production:\n    address: "
            + site.address("/")
            + "\n"
            + origins);
    Visit visit = desk.visit("strange");
    long start = System.nanoTime();
    Outcome outcome = desk.flows().signIn(visit, DANA);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("%s: %s in %d ms%n", what, outcome.title(), took.toMillis());
    assertThat(took).as("%s: %s", what, outcome).isLessThan(atMost);
    return outcome;
  }

  private static String page(String body) {
    return "<!doctype html><title>Acme</title>" + body;
  }

  @Test
  void twenty_thousand_controls_after_the_form_do_not_hide_it() {
    portal(page(FORM + manyControls()), INSIDE);

    assertOutcome(signIn("20,000 controls after the form", Duration.ofSeconds(20)))
        .isDone()
        .saying("Signed in as dana.");
  }

  @Test
  void twenty_thousand_controls_before_the_form_do_not_hide_it() {
    portal(page(manyControls() + FORM), INSIDE);

    assertOutcome(signIn("20,000 controls before the form", Duration.ofSeconds(20)))
        .isDone()
        .saying("Signed in as dana.");
  }

  @Test
  void a_form_behind_twenty_thousand_fields_is_said_to_be_perhaps_unread() {
    portal(page("<script>document.write('<input>'.repeat(20000))</script>" + FORM), INSIDE);

    assertOutcome(signIn("20,000 fields before the form", Duration.ofSeconds(30)))
        .failedAs(FailureKind.PORTAL_CHANGED)
        .saying(
            "No sign-in form was recognised on the sign-in page. Expected a field for the user name"
                + " or password, or a link to one. The page is too large to be read whole: what was"
                + " not read of it may hold the form. Name a smaller sign-in page in the portal's"
                + " definition.")
        .observing("The page is too large to be read whole");
  }

  private static String manyControls() {
    return "<script>document.write('<a href=/x>x</a> <button type=button>b</button>'.repeat(10000))</script>";
  }

  @Test
  void a_form_in_two_hundred_nested_shadow_roots() {
    portal(
        page(
            """
            <div id=host></div>
            <script>
              let host = document.getElementById('host');
              for (let i = 0; i < 200; i++) {
                const root = host.attachShadow({ mode: 'open' });
                host = root.appendChild(document.createElement('div'));
              }
              host.attachShadow({ mode: 'open' }).innerHTML = `FORM`;
            </script>
            """
                .replace("FORM", FORM)),
        INSIDE);

    assertOutcome(signIn("200 nested shadow roots", Duration.ofSeconds(20)))
        .isDone()
        .saying("Signed in as dana.");
  }

  private static final String RESTLESS =
      """
      <p id=tick></p>
      <script>
        let ticks = 0;
        const tick = () => {
          document.getElementById('tick').textContent = 'Visitors so far: ' + ++ticks;
          requestAnimationFrame(tick);
        };
        tick();
      </script>
      """;

  @Test
  void a_page_that_changes_with_every_frame_is_signed_in_on() {
    portal(page(FORM + RESTLESS), INSIDE);

    assertOutcome(signIn("changes with every frame", Duration.ofSeconds(20)))
        .isDone()
        .saying("Signed in as dana.");
  }

  @Test
  void a_page_that_changes_with_every_frame_and_asks_for_nothing() {
    portal(page("<h1>Welcome</h1>" + RESTLESS), INSIDE);

    assertOutcome(signIn("changes with every frame, no form", Duration.ofSeconds(40)))
        .failedAs(FailureKind.PORTAL_CHANGED)
        .saying(
            "No sign-in form was recognised on the sign-in page, which keeps changing. Expected a"
                + " field for the user name or password, or a link to one.")
        .observing("The page keeps changing");
  }

  @Test
  void a_form_in_a_closed_shadow_root() {
    portal(
        page(
            "<h1>Welcome</h1><div id=host></div><script>document.getElementById('host')"
                + ".attachShadow({mode:'closed'}).innerHTML=`"
                + FORM
                + "`</script>"),
        INSIDE);

    assertOutcome(signIn("closed shadow root", Duration.ofSeconds(20)))
        .failedAs(FailureKind.PORTAL_CHANGED)
        .saying(
            "No sign-in form was recognised on the sign-in page. Expected a field for the user name"
                + " or password, or a link to one. Part of the page is in a closed shadow root, which"
                + " nothing but the page itself can look into; if the form is there, a person has"
                + " to sign in.");
  }

  @Test
  void a_form_in_a_frame_of_an_allowed_origin() {
    inFrame();

    assertOutcome(signIn("frame of an allowed origin", Duration.ofSeconds(20), origin(other())))
        .isDone()
        .saying("Signed in as dana.");
  }

  @Test
  void a_form_in_a_frame_of_another_origin() {
    inFrame();

    assertOutcome(signIn("frame of another origin", Duration.ofSeconds(20)))
        .failedAs(FailureKind.ORIGIN_REFUSED)
        .saying(
            "The sign-in form is on %s, which the definition of strange does not allow; nothing was typed. Allowed: %s."
                .formatted(origin(other()), origin(site.address("/"))));
    assertThat(site.requests()).doesNotContain("POST /in");
  }

  private String other() {
    return site.address("/").replace("localhost", "127.0.0.1");
  }

  private static String origin(String address) {
    return address.substring(0, address.length() - 1);
  }

  private void inFrame() {
    site.page(
        "/form", page(FORM.replace("action=/in", "target=_top action=" + site.address("/in"))));
    portal(
        page("<h1>Welcome</h1><iframe width=400 height=200 src=" + other() + "form></iframe>"),
        INSIDE);
  }

  private static final String HOSTILE =
      """
      <script>
        const refuse = function () { throw new Error('not for you'); };
        const own = (prototype, names) => names.forEach((name) => { prototype[name] = refuse; });
        window.addEventListener('load', () => {
          own(Document.prototype, ['querySelector', 'querySelectorAll', 'getElementById', 'createTreeWalker', 'elementFromPoint', 'createElement']);
          own(Element.prototype, ['querySelector', 'querySelectorAll', 'getBoundingClientRect', 'getAttribute', 'hasAttribute', 'matches', 'closest', 'checkVisibility', 'getClientRects', 'scrollIntoView', 'scrollIntoViewIfNeeded']);
          own(Node.prototype, ['getRootNode', 'contains']);
          own(window, ['getComputedStyle', 'matchMedia']);
          own(JSON, ['stringify', 'parse']);
          own(Array.prototype, ['map', 'filter', 'forEach', 'push', 'some', 'find', 'join', 'slice', 'includes']);
          own(String.prototype, ['replace', 'trim', 'slice', 'split', 'toLowerCase']);
          own(RegExp.prototype, ['test', 'exec']);
          own(Map.prototype, ['get', 'set', 'has']);
          own(Set.prototype, ['has', 'add']);
          own(Object, ['entries', 'keys', 'assign', 'defineProperty', 'getOwnPropertyDescriptor']);
          own(Performance.prototype, ['now']);
        });
      </script>
      """;

  @Test
  void a_page_whose_functions_all_throw() {
    portal(page(HOSTILE + FORM), INSIDE);

    assertOutcome(signIn("functions that throw", Duration.ofSeconds(45)))
        .isDone()
        .saying("Signed in as dana.");
  }

  @Test
  void a_page_whose_functions_all_throw_and_that_allows_its_own_scripts_alone() {
    String strict =
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">";
    portal("<!doctype html>" + strict + "<title>Acme</title>" + HOSTILE + FORM, INSIDE);

    assertOutcome(signIn("functions that throw, strict", Duration.ofSeconds(45)))
        .isDone()
        .saying("Signed in as dana.");
  }

  @Test
  void a_page_whose_objects_all_have_getters_that_throw() {
    portal(
        page(
            """
            <script>
              window.addEventListener('load', () => {
                for (const name of ['tag', 'toJSON', 'length', 'value', 'index', 'argument', 'stamp', 'elements', 'stamped', 'pins']) {
                  Object.defineProperty(Object.prototype, name, { get() { throw new Error('not for you'); }, set() { throw new Error('not for you'); } });
                }
              });
            </script>
            """
                + FORM),
        INSIDE);

    assertOutcome(signIn("getters that throw", Duration.ofSeconds(45)))
        .isDone()
        .saying("Signed in as dana.");
  }

  private static String withFields(String... names) {
    StringBuilder fields = new StringBuilder();
    for (String name : names) {
      fields.append("<input type=hidden name=").append(name).append('>');
    }
    return FORM.replace("<button>", fields + "<button>");
  }

  @Test
  void a_form_whose_fields_are_called_like_its_own_properties() {
    portal(
        page(
            withFields(
                "id",
                "name",
                "action",
                "method",
                "elements",
                "length",
                "className",
                "tagName",
                "nodeType",
                "childNodes",
                "querySelector",
                "matches",
                "submit")),
        INSIDE);

    assertOutcome(signIn("fields called like properties", Duration.ofSeconds(20)))
        .isDone()
        .saying("Signed in as dana.");
  }

  @Test
  void a_form_with_a_field_called_getAttribute_cannot_be_filled() {
    portal(page(withFields("getAttribute")), INSIDE);

    assertOutcome(signIn("a field called getAttribute", Duration.ofSeconds(20)))
        .failedAs(FailureKind.UNKNOWN)
        .saying(
            "<input name=\"u\"> could not be filled: TypeError: element.getAttribute is not a"
                + " function.");
  }
}
