package dev.gatehouse.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.http.UploadedFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request to a site and its answer. Used by one thread, with the site's lock held. */
final class Exchange {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORTNIGHT_SECONDS = 14 * 24 * 3600;

  private final Context context;
  private final Site site;
  private final Pages pages;
  private final Function<String, String> addresses;
  private final Map<String, List<String>> params;
  private final boolean stale;
  private @Nullable Session session;

  Exchange(Context context, Site site, Pages pages, Function<String, String> addresses) {
    this.context = context;
    this.site = site;
    this.pages = pages;
    this.addresses = addresses;
    Optional<String> id = cookie();
    this.session = id.flatMap(site.sessions()::find).orElse(null);
    this.stale = id.isPresent() && session == null;
    this.params = isJson() ? jsonParams(context.body()) : context.formParamMap();
  }

  Site site() {
    return site;
  }

  String path() {
    return context.path();
  }

  String client() {
    return context.ip();
  }

  /** Returns the address of a host of this sandbox, ending in a slash. */
  String addressOf(String siteName) {
    return addresses.apply(siteName);
  }

  String query(String name) {
    return Optional.ofNullable(context.queryParam(name)).orElse("");
  }

  /** Returns a posted value, or the empty string. */
  String param(String name) {
    List<String> values = params(name);
    return values.isEmpty() ? "" : values.get(0).replace("\r\n", "\n").strip();
  }

  /** Returns a posted value exactly as it was typed. */
  String secret(String name) {
    return params(name).stream().findFirst().orElse("");
  }

  List<String> params(String name) {
    return params.getOrDefault(name, List.of());
  }

  Optional<UploadedFile> upload(String name) {
    return context.isMultipartFormData()
        ? Optional.ofNullable(context.uploadedFile(name)).filter(f -> !f.filename().isEmpty())
        : Optional.empty();
  }

  /** Returns the visitor's session; a new visitor gets one. */
  Session session() {
    Session current = session;
    if (current == null) {
      current = site.sessions().blank();
      session = current;
      cookie(site.sessions().start(current), -1);
    }
    return current;
  }

  /** Returns whether the visitor came with a session that is not there any more. */
  boolean isStale() {
    return stale;
  }

  Optional<String> user() {
    return Optional.ofNullable(session).flatMap(Session::user);
  }

  /** Signs the visitor in, under a new session id. */
  void signIn(String user, boolean remember) {
    Session current = session();
    cookie().ifPresent(site.sessions()::end);
    current.signIn(user);
    cookie(site.sessions().start(current), remember ? FORTNIGHT_SECONDS : -1);
  }

  /** Ends the visitor's session here and in the browser. */
  void signOut() {
    cookie().ifPresent(site.sessions()::end);
    session = null;
    cookie("", 0);
  }

  /** Shows a message on the next page. */
  void notice(String text) {
    session().put("notice", text);
  }

  void requireCsrf() {
    Session current = session;
    String sent =
        Optional.ofNullable(context.header("X-CSRF-Token"))
            .orElseGet(() -> param(site.style().csrf()));
    if (current == null || !current.csrf().equals(sent)) {
      throw new Refusal(
          403,
          "Request could not be verified",
          "The security token of this form is missing or no longer valid. Go back, reload the page"
              + " and try again.");
    }
  }

  void askToSignIn() {
    if (context.path().startsWith("/api/")) {
      json(401, Map.of("error", stale ? "Your session has expired" : "Please sign in"));
      return;
    }
    String asked = context.path();
    String next = URLEncoder.encode(asked, StandardCharsets.UTF_8);
    redirect("/login?next=" + next + (stale ? "&expired=1" : ""));
  }

  /** Returns where to go after signing in: a path of this site and nothing else. */
  static String safeNext(String next, String otherwise) {
    return next.startsWith("/") && !next.startsWith("//") && !next.contains("\\")
        ? next
        : otherwise;
  }

  void redirect(String location) {
    context.redirect(location, HttpStatus.SEE_OTHER);
  }

  void json(int status, Map<String, ?> body) {
    try {
      context.status(status).contentType("application/json").result(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + body.keySet(), e);
    }
  }

  void header(String name, String value) {
    context.header(name, value);
  }

  /** Answers with a page in the site's layout. */
  void page(String template, String title, Map<String, ?> model) {
    html("layout", template, title, model, false);
  }

  /** Answers with the page where one signs in; it is the one that some faults change. */
  void loginPage(String layout, String template, String title, Map<String, ?> model) {
    html(layout, template, title, model, true);
  }

  /** Answers with a page in another layout of the site's. */
  void page(String layout, String template, String title, Map<String, ?> model) {
    html(layout, template, title, model, false);
  }

  /** Returns a piece of a page for a script to put in. */
  String fragment(String template, Map<String, ?> model, boolean login) {
    return pages.fragment(site, template, model("", model), login);
  }

  private void html(
      String layout, String template, String title, Map<String, ?> model, boolean login) {
    context.header("Cache-Control", "no-store");
    context.html(pages.page(site, layout, template, model(title, model), login));
  }

  private Map<String, Object> model(String title, Map<String, ?> own) {
    Session current = session();
    Map<String, Object> model = new HashMap<>();
    model.put("title", title);
    model.put("csrf", current.csrf());
    model.put("csrfName", site.style().csrf());
    current.user().ifPresent(user -> model.put("user", user));
    current.take("notice", String.class).ifPresent(text -> model.put("notice", text));
    model.put("at" + context.path().replace('/', '_'), true);
    model.putAll(own);
    return model;
  }

  /** Answers with a file of the site's, or with 404. */
  void asset(String name) {
    byte[] bytes =
        pages
            .asset(site, name)
            .orElseThrow(() -> new Refusal(404, "Not found", "There is no such file here."));
    String type = name.endsWith(".css") ? "text/css" : "text/javascript";
    context
        .header("Cache-Control", "no-cache")
        .contentType(name.endsWith(".svg") ? "image/svg+xml" : type + "; charset=utf-8")
        .result(bytes);
  }

  void refuse(Refusal refusal) {
    refusal
        .retryAfterSeconds()
        .ifPresent(seconds -> context.header("Retry-After", Integer.toString(seconds)));
    if (context.path().startsWith("/api/")) {
      json(refusal.status(), Map.of("error", refusal.text()));
    } else {
      context.status(refusal.status()).html(pages.error(refusal));
    }
  }

  private boolean isJson() {
    return Optional.ofNullable(context.contentType())
        .filter(type -> type.startsWith("application/json"))
        .isPresent();
  }

  private Optional<String> cookie() {
    return Optional.ofNullable(context.cookie(site.style().cookie()))
        .filter(value -> !value.isEmpty());
  }

  private void cookie(String id, int maxAge) {
    context.cookie(
        new Cookie(site.style().cookie(), id, "/", maxAge, false, true, null, SameSite.LAX));
  }

  private static Map<String, List<String>> jsonParams(String body) {
    Map<String, List<String>> params = new LinkedHashMap<>();
    try {
      JsonNode root = JSON.readTree(body);
      root.properties()
          .forEach(entry -> params.put(entry.getKey(), List.of(entry.getValue().asText())));
    } catch (JsonProcessingException e) {
      throw new Refusal(400, "Bad request", "The request is not well-formed JSON.");
    }
    return params;
  }
}
