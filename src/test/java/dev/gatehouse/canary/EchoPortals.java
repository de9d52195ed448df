package dev.gatehouse.canary;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.browser.TestSite;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Portals that refuse every password and repeat it, each in another place and form; and some that
 * repeat codes, seeds, keys, cookies and tokens. Where a secret is to be seen it is magenta, so
 * that a picture shows whether it was painted over.
 */
final class EchoPortals implements AutoCloseable {

  private static final String FORM =
      "<form method=post action=in><label>User name <input name=user autocomplete=username></label>"
          + "<label>Password <input type=password name=pw></label><button>Sign in</button></form>";
  private static final String MAGENTA = "<b style='color:#ff00ff;font-size:30px'>";

  /** What the page says after a refusal: {@code %1$s} is the password in HTML, more as below. */
  private static final Map<String, String> ECHOES =
      Map.ofEntries(
          Map.entry("text", "<p role=alert>Invalid password: " + MAGENTA + "%1$s</b></p>"),
          Map.entry(
              "title", "<title>Invalid password %1$s</title><p role=alert>Invalid password</p>"),
          Map.entry(
              "capitals",
              "<p role=alert style='text-transform:uppercase'>Invalid password "
                  + MAGENTA
                  + "%1$s</b></p>"),
          Map.entry("address", "<p role=alert>Invalid password, see /reset?old=%2$s</p>"),
          Map.entry("hex", "<p role=alert>Invalid password (%3$s)</p>"),
          Map.entry("base64", "<p role=alert>Invalid password (%4$s)</p>"),
          Map.entry("json", "<p role=alert>Invalid password {\"pw\":\"%5$s\"}</p>"),
          Map.entry("entities", "<p role=alert>Invalid password as you see: %6$s</p>"),
          Map.entry(
              "field",
              "<p role=alert>Invalid password</p><input style='color:#ff00ff' value=\"%1$s\">"),
          Map.entry(
              "dialog",
              "<p role=alert>Invalid password</p><script>alert('Invalid password ' +"
                  + " decodeURIComponent('%2$s'))</script>"),
          Map.entry("stored", "<p role=alert>Invalid password: " + MAGENTA + "%1$s</b></p>"),
          Map.entry(
              "download",
              "<p role=alert>Invalid password</p><script>location.href = 'file?of=%2$s'</script>"),
          Map.entry("long", "<p role=alert>Invalid password " + "x ".repeat(60) + "%1$s</p>"),
          Map.entry(
              "halves", "<p role=alert>Invalid password " + MAGENTA + "%1$s</b>" + "%1$s</p>"));

  private static final String INSIDE =
      "<title>Desk</title><a href=out>Sign out</a><h1>Desk</h1><p role=alert>Broken: %s</p>";

  /** So often the portal that goes on asking asks until it has certainly been recorded. */
  private static final int BEATS = 12;

  private final TestSite site = new TestSite();
  private final Map<String, String> canaries;
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final Queue<String> codes = new ConcurrentLinkedQueue<>();
  private final Queue<String> others = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger files = new AtomicInteger();
  private final CountDownLatch beating = new CountDownLatch(BEATS);
  private volatile int pausedAt = -1;
  private volatile Runnable pause = () -> {};

  /**
   * @param canaries what {@code id}, a cookie, {@code bearer}, a token, and {@code seed} are here
   */
  EchoPortals(Map<String, String> canaries) {
    this.canaries = canaries;
    ECHOES.forEach(
        (name, echo) -> {
          site.page("/" + name + "/login", "<title>Sign in</title>" + FORM);
          site.serve("/" + name + "/in", exchange -> refuse(exchange, echo));
        });
    site.serve("/download/file", this::giveFile);
    site.page("/key/login", "<title>Sign in</title>" + FORM);
    site.page("/key/in", INSIDE.formatted("nothing"));
    site.page(
        "/key/form",
        "<title>Connect</title><form method=post action=connect><label>Note <input name=note>"
            + "</label><label>API key <input name=key></label><button>Connect</button></form>");
    site.serve("/key/connect", this::refuseKey);
    site.page("/cookie/login", "<title>Sign in</title>" + FORM);
    site.serve("/cookie/in", exchange -> giveCookie(exchange, "/cookie"));
    site.serve("/cookie/home", exchange -> html(exchange, INSIDE.formatted(cookie(exchange))));
    site.page("/beating/login", "<title>Sign in</title>" + FORM);
    site.serve("/beating/in", exchange -> giveCookie(exchange, "/beating"));
    site.serve("/beating/home", exchange -> html(exchange, beating(cookie(exchange))));
    site.serve("/beating/beat", this::beat);
    site.page("/token/login", "<title>Sign in</title>" + FORM);
    site.serve("/token/in", this::giveToken);
    site.serve("/token/api", this::takeToken);
  }

  static List<String> names() {
    return ECHOES.keySet().stream().sorted().toList();
  }

  /** Adds a portal that asks for a one-time code and refuses each. */
  void askForCodes(String name) {
    site.page("/" + name + "/login", "<title>Sign in</title>" + FORM);
    String form =
        "<form method=post action=check><label>One-time code <input name=code"
            + " autocomplete=one-time-code></label><button>Verify</button></form>";
    site.page("/" + name + "/in", "<title>Code</title><h1>Enter your code</h1>" + form);
    site.serve(
        "/" + name + "/check",
        exchange -> {
          String code = field(exchange, "code");
          codes.add(code);
          html(
              exchange,
              "<title>Code</title><p role=alert>Invalid code "
                  + MAGENTA
                  + code
                  + "</b>, of the seed "
                  + canaries.getOrDefault("seed", "")
                  + "</p>"
                  + form);
        });
  }

  String address() {
    return site.address("/");
  }

  /** Returns the passwords that arrived at portals that refuse them. */
  Queue<String> refused() {
    return refused;
  }

  /** Returns the one-time codes that arrived. */
  Queue<String> codes() {
    return codes;
  }

  /** Returns the keys, cookies and tokens that arrived. */
  Queue<String> others() {
    return others;
  }

  /** Returns how many files were asked for that are called by a password. */
  int files() {
    return files.get();
  }

  /** Has something done while a portal is about to refuse the password of that number. */
  void beforeRefusal(int number, Runnable action) {
    pausedAt = number;
    pause = action;
  }

  private void refuse(HttpExchange exchange, String echo) throws IOException {
    String password = field(exchange, "pw");
    refused.add(password);
    if (refusals.incrementAndGet() == pausedAt) {
      pause.run();
    }
    Map<String, String> forms = CanarySearch.formsOf(password);
    String html = escaped(password);
    String page =
        echo.formatted(
            html,
            URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20"),
            forms.getOrDefault("hex", ""),
            Base64.getEncoder()
                .encodeToString(("user:" + password).getBytes(StandardCharsets.UTF_8)),
            html.replace("\\", "\\\\").replace("&quot;", "\\&quot;"),
            forms.getOrDefault("numeric html", "").replace("&", "&amp;"));
    html(exchange, page + FORM);
  }

  // A file that is called by the password.
  private void giveFile(HttpExchange exchange) throws IOException {
    files.incrementAndGet();
    String name = exchange.getRequestURI().getRawQuery().replaceFirst("^of=", "");
    exchange
        .getResponseHeaders()
        .set("Content-Disposition", "attachment; filename*=UTF-8''" + name + ".csv");
    TestSite.answer(exchange, 200, "text/csv", "a,b");
  }

  private void refuseKey(HttpExchange exchange) throws IOException {
    String key = field(exchange, "key");
    others.add(key);
    html(exchange, "<title>Connect</title><p role=alert>Invalid key: " + escaped(key) + "</p>");
  }

  private void giveCookie(HttpExchange exchange, String path) throws IOException {
    String cookie = "id=" + canaries.getOrDefault("id", "") + "; HttpOnly; Path=" + path;
    exchange.getResponseHeaders().set("Set-Cookie", cookie);
    exchange.getResponseHeaders().set("Location", "home");
    TestSite.answer(exchange, 303, "text/plain", "");
  }

  private static String beating(String cookie) {
    return INSIDE.formatted(cookie)
        + "<p id=count></p><script>let n = 0; setInterval(() => fetch('beat').then(() =>"
        + " { count.textContent = n++ }), 150)</script>";
  }

  private void beat(HttpExchange exchange) throws IOException {
    beating.countDown();
    TestSite.answer(exchange, 200, "text/plain", cookie(exchange));
  }

  /** Waits until a page with a cookie has been open for a while, and is. */
  boolean awaitBeating() throws InterruptedException {
    return beating.await(60, TimeUnit.SECONDS);
  }

  private String cookie(HttpExchange exchange) {
    String cookies = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
    String cookie = cookies.replaceFirst("^id=", "");
    others.add(cookie);
    return cookie;
  }

  private void giveToken(HttpExchange exchange) throws IOException {
    html(
        exchange,
        INSIDE.formatted("<span id=said></span>")
            + "<script>localStorage.setItem('auth', JSON.stringify({access: '%1$s'}));"
                .formatted(canaries.getOrDefault("bearer", ""))
            + "const token = JSON.parse(localStorage.getItem('auth')).access;"
            + "fetch('api', {headers: {Authorization: 'Bearer ' + token}}).then(r => r.json())"
            + ".then(r => { said.textContent = r.access_token; console.log(r.access_token) })"
            + "</script>");
  }

  private void takeToken(HttpExchange exchange) throws IOException {
    String token =
        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
            .replaceFirst("^Bearer ", "");
    others.add(token);
    TestSite.answer(exchange, 200, "application/json", "{\"access_token\":\"" + token + "\"}");
  }

  private static String field(HttpExchange exchange, String name) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return Arrays.stream(body.split("&", -1))
        .filter(field -> field.startsWith(name + "="))
        .map(field -> URLDecoder.decode(field.substring(name.length() + 1), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static void html(HttpExchange exchange, String page) throws IOException {
    TestSite.answer(exchange, 200, "text/html; charset=utf-8", page);
  }

  @Override
  public void close() {
    site.close();
  }
}
