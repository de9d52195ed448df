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
import java.util.stream.Collectors;

/** Portals that refuse every password and repeat it, each in another place and form. */
final class EchoPortals implements AutoCloseable {

  private static final String FORM =
      "<form method=post action=in><label>User name <input name=user autocomplete=username></label>"
          + "<label>Password <input type=password name=pw></label><button>Sign in</button></form>";

  /** What the page says after a refusal: {@code %1$s} is the password in HTML, more as below. */
  private static final Map<String, String> ECHOES =
      Map.ofEntries(
          Map.entry("text", "<p role=alert>Invalid password: %1$s</p>"),
          Map.entry(
              "title", "<title>Invalid password %1$s</title><p role=alert>Invalid password</p>"),
          Map.entry(
              "capitals",
              "<p role=alert style='text-transform:uppercase'>Invalid password %1$s</p>"),
          Map.entry("address", "<p role=alert>Invalid password, see /reset?old=%2$s</p>"),
          Map.entry("hex", "<p role=alert>Invalid password (%3$s)</p>"),
          Map.entry("base64", "<p role=alert>Invalid password (%4$s)</p>"),
          Map.entry("json", "<p role=alert>Invalid password {\"pw\":\"%5$s\"}</p>"),
          Map.entry("entities", "<p role=alert>Invalid password as you see: %6$s</p>"),
          Map.entry("field", "<p role=alert>Invalid password</p><input value=\"%1$s\">"),
          Map.entry(
              "dialog",
              "<p role=alert>Invalid password</p><script>alert('Invalid password ' +"
                  + " decodeURIComponent('%2$s'))</script>"),
          Map.entry("long", "<p role=alert>Invalid password " + "x ".repeat(60) + "%1$s</p>"),
          Map.entry("halves", "<p role=alert>Invalid password <b>%1$s</b>%1$s</p>"));

  private final TestSite site = new TestSite();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();

  EchoPortals() {
    ECHOES.forEach(
        (name, echo) -> {
          site.page("/" + name + "/login", "<title>Sign in</title>" + FORM);
          site.serve("/" + name + "/in", exchange -> refuse(exchange, echo));
        });
  }

  static List<String> names() {
    return ECHOES.keySet().stream().sorted().toList();
  }

  String address() {
    return site.address("/");
  }

  /** Returns the passwords that arrived. */
  Queue<String> refused() {
    return refused;
  }

  private void refuse(HttpExchange exchange, String echo) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String password =
        Arrays.stream(body.split("&", -1))
            .filter(field -> field.startsWith("pw="))
            .map(field -> URLDecoder.decode(field.substring(3), StandardCharsets.UTF_8))
            .collect(Collectors.joining());
    refused.add(password);
    Map<String, String> forms = CanarySearch.formsOf(password);
    String html = password.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    String page =
        echo.formatted(
            html,
            URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20"),
            forms.getOrDefault("hex", ""),
            Base64.getEncoder()
                .encodeToString(("user:" + password).getBytes(StandardCharsets.UTF_8)),
            html.replace("\\", "\\\\").replace("&quot;", "\\&quot;"),
            forms.getOrDefault("numeric html", "").replace("&", "&amp;"));
    TestSite.answer(exchange, 200, "text/html; charset=utf-8", page + FORM);
  }

  @Override
  public void close() {
    site.close();
  }
}
