package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.SessionOptions;
import dev.gatehouse.browser.TestSite;
import dev.gatehouse.browser.WebPage;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.trace.TraceCleaner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What a trace has of a scenario in which a secret is typed, as the browser itself records it. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretScopeIT {

  private static final String PASSWORD = "heron-7351-ladder";
  private static final String SESSION = "c0ffee-session-8842";
  private static final String TOKEN = "tok_91f3a77be5_live";
  private static final String FIELDS =
      "<label>User name <input name=u></label><label>Password <input type=password"
          + " name=p></label><button>Sign in</button>";
  private static final Account DANA =
      new Account("strange", "main", "dana", new Secret(PASSWORD), Optional.empty());

  private final Desk desk = new Desk();
  private final Redactor redactor = new Redactor();
  private TestSite site = new TestSite();
  private SecretScope scope = SecretScope.none();

  @BeforeEach
  void startAfresh() {
    desk.reset();
    site = new TestSite();
    scope = new SecretScope(true, redactor::watch);
  }

  @AfterEach
  void stopSite() {
    site.close();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private Visit visit() {
    desk.define(
        "strange",
        "title: Strange\ndescription: A portal.\nentities: []\nenvironments:\n  production: "
            + site.address("/")
            + "\n");
    return desk.visit("strange", SessionOptions.PLAIN, scope);
  }

  private static void html(HttpExchange exchange, String page) throws IOException {
    TestSite.answer(exchange, 200, "text/html; charset=utf-8", page);
  }

  private void signsInByForm() {
    site.page("/", "<title>Gate of Acme</title><form method=post action=/in>" + FIELDS + "</form>");
    site.serve(
        "/in",
        exchange -> {
          exchange.getResponseHeaders().set("Set-Cookie", "session=" + SESSION + "; Path=/");
          exchange.getResponseHeaders().set("Location", "/desk?ticket=" + TOKEN);
          TestSite.answer(exchange, 303, "text/plain", "");
        });
    site.serve(
        "/desk",
        exchange ->
            html(
                exchange,
                "<title>Desk of Acme</title><a href=/out>Sign out</a><p>Your session is "
                    + SESSION
                    + "</p><a href=/orders>Orders</a><script>localStorage.setItem('auth',"
                    + " JSON.stringify({access: '"
                    + TOKEN
                    + "'}))</script>"));
    site.page("/orders", "<title>Orders</title><h1>Orders of Acme</h1><a href=/out>Sign out</a>");
  }

  @Test
  void the_password_is_in_no_part_and_what_is_before_and_after_it_is() {
    signsInByForm();
    Visit visit = visit();

    assertOutcome(desk.flows().signIn(visit, DANA)).isDone();
    assertOutcome(desk.flows().press(visit, "Orders")).isDone();
    List<byte[]> parts = scope.parts();

    List<String> texts =
        parts.stream().map(part -> String.join("\n", entries(part).values())).toList();
    assertThat(texts).hasSize(2).noneMatch(text -> text.contains(PASSWORD));
    assertThat(texts.get(0)).contains("Gate of Acme").doesNotContain("Desk of Acme");
    assertThat(texts.get(1)).contains("Orders of Acme").doesNotContain("Gate of Acme");
    assertThat(texts.get(1)).as("why it is to be cleaned").contains(SESSION);
    assertThat(site.requests()).contains("POST /in", "GET /orders");
  }

  @Test
  void cleaned_the_trace_holds_no_session_and_no_token_and_the_viewer_opens_it() throws Exception {
    signsInByForm();
    Visit visit = visit();
    desk.flows().signIn(visit, DANA);
    desk.flows().press(visit, "Orders");

    byte[] trace = new TraceCleaner(redactor).clean(scope.parts()).orElseThrow();

    assertThat(entries(trace)).containsKeys("1-trace.trace", "1-trace.network", "2-trace.trace");
    assertThat(String.join("\n", entries(trace).values()))
        .contains("Gate of Acme", "Orders of Acme", Redactor.MARK)
        .doesNotContain(PASSWORD, SESSION, TOKEN);
    assertThat(shownByTheViewer(trace)).contains("Navigate to \"/\"", "Click");
  }

  @Test
  void a_page_that_stays_is_not_recorded_again() {
    site.page(
        "/",
        "<title>One page</title><div id=all><form onsubmit='go(); return false'>"
            + FIELDS
            + "</form></div><script>function go() { fetch('/in', {method: 'POST', body:"
            + " document.querySelector('[type=password]').value}).then(() => { all.innerHTML = '<a"
            + " href=/out>Sign out</a><button>Add</button>' }) }</script>");
    site.page("/in", "{}");
    Visit visit = visit();

    assertOutcome(desk.flows().signIn(visit, DANA)).isDone();
    assertOutcome(desk.flows().press(visit, "Add")).isDone();

    assertThat(scope.parts()).hasSize(1);
    assertThat(String.join("\n", entries(scope.parts().get(0)).values()))
        .contains("One page")
        .doesNotContain(PASSWORD);
    assertThat(site.requests()).contains("POST /in");
  }

  @Test
  void a_password_refused_and_shown_again_is_not_in_what_follows() {
    site.page("/", "<title>Gate</title><form method=post action=/in>" + FIELDS + "</form>");
    site.page(
        "/in",
        "<p role=alert>Invalid password</p><form method=post action=/in>"
            + FIELDS.replace("name=p", "name=p value='" + PASSWORD + "'")
            + "</form>");
    Visit visit = visit();
    redactor.watch(DANA.password());

    assertOutcome(desk.flows().signIn(visit, DANA)).failedAs(FailureKind.INVALID_CREDENTIALS);
    assertOutcome(desk.flows().see(visit, "Invalid password")).isDone();
    byte[] trace = new TraceCleaner(redactor).clean(scope.parts()).orElseThrow();

    assertThat(String.join("\n", entries(trace).values()))
        .contains("Invalid password")
        .doesNotContain(PASSWORD);
  }

  @Test
  void what_is_thrown_away_is_not_given_and_nothing_more_is_recorded() {
    signsInByForm();
    Visit visit = visit();
    desk.flows().signIn(visit, DANA);

    scope.discard();
    desk.flows().press(visit, "Orders");

    assertThat(scope.parts()).isEmpty();
  }

  private static Map<String, String> entries(byte[] archive) {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what Playwright's own viewer shows of a trace. */
  private String shownByTheViewer(byte[] trace) throws IOException {
    Path viewer = desk.driver().resolve("package/lib/vite/traceViewer");
    try (Stream<Path> files = Files.walk(viewer)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        serve("/viewer/" + viewer.relativize(file), Files.readAllBytes(file));
      }
    }
    serve("/trace.zip", trace);
    BrowserSession session = desk.visit("strange").session();
    WebPage page = session.page();
    page.open(
        site.address("/viewer/index.html") + "?trace=" + site.address("/trace.zip"),
        Duration.ofSeconds(20));
    Deadline deadline = Deadline.in(Duration.ofSeconds(20));
    String shown = "";
    while (!shown.contains("Click") && !deadline.isOver()) {
      page.awaitChange(Duration.ofMillis(250));
      shown =
          page.readFrames("() => document.body.innerText", "", Duration.ofSeconds(5)).stream()
              .map(reading -> reading.value())
              .collect(Collectors.joining("\n"));
    }
    return shown;
  }

  private void serve(String path, byte[] content) {
    String type =
        path.endsWith(".html")
            ? "text/html"
            : path.endsWith(".js")
                ? "text/javascript"
                : path.endsWith(".css") ? "text/css" : "application/octet-stream";
    site.serve(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : content.length);
            if (!head) {
              exchange.getResponseBody().write(content);
            }
          }
        });
  }
}
