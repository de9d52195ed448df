package dev.gatehouse.sandbox;

import dev.gatehouse.sandbox.FormSpec.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An identity provider of web components: first who, then the password, all in shadow roots. */
final class Authentik implements PortalPages {
  private static final FormSpec PROFILE =
      FormSpec.of(
          "profile",
          new FormSpec.Naming(key -> key, key -> "ak-" + key),
          Field.text("name", "Name"),
          Field.email("email", "Email"),
          Field.tel("tel", "Phone").optional(),
          Field.select(
              "locale", "Language", Field.options("en=English", "de=Deutsch", "af=Afrikaans")));

  @Override
  public void install(Routes routes) {
    routes.get("/", exchange -> exchange.redirect("/library"));
    routes.get("/login", Authentik::login);
    routes.get("/api/flow", exchange -> challenge(exchange, ""));
    routes.post("/api/flow", Authentik::respond);
    routes.guardedGet(
        "/library", exchange -> exchange.page("library", "My applications", Map.of()));
    routes.guardedGet(
        "/settings",
        exchange -> exchange.page("settings", "Settings", Map.of("form", profile(exchange))));
    routes.guardedPost("/api/profile", Authentik::save);
    routes.guardedPost("/api/logout", Authentik::leave);
  }

  private static void login(Exchange exchange) {
    if (exchange.user().isPresent()) {
      exchange.redirect("/library");
      return;
    }
    exchange.session().take("identified", String.class);
    exchange.session().put("next", Exchange.safeNext(exchange.query("next"), "/library"));
    exchange
        .session()
        .put("expired", exchange.query("expired").isEmpty() ? "" : PasswordLogin.EXPIRED);
    exchange.page("flow-layout", "flow", "Sign in", Map.of());
  }

  private static void respond(Exchange exchange) {
    Session session = exchange.session();
    Optional<String> identified = session.get("identified", String.class);
    if (identified.isEmpty()) {
      String user = exchange.param("uidField");
      if (user.isEmpty()) {
        challenge(exchange, "Please enter your username or e-mail address.");
        return;
      }
      session.put("identified", user);
      challenge(exchange, "");
      return;
    }
    String user = identified.get();
    Optional<String> problem =
        PasswordLogin.problem(
            exchange, user, exchange.secret("password"), "Invalid password. Please try again.");
    if (problem.isPresent()) {
      challenge(exchange, problem.get());
      return;
    }
    exchange.signIn(user, false);
    exchange.json(200, Map.of("to", session.take("next", String.class).orElse("/library")));
  }

  /** Sends the stage that the visitor has to pass next. */
  private static void challenge(Exchange exchange, String alert) {
    Session session = exchange.session();
    Optional<String> identified = session.get("identified", String.class);
    String expired = session.take("expired", String.class).orElse("");
    Map<String, Object> model = new HashMap<>();
    model.put("alert", alert.isEmpty() ? expired : alert);
    identified.ifPresent(user -> model.put("username", user));
    String stage = identified.isPresent() ? "stage-password" : "stage-identification";
    exchange.json(
        200, Map.of("component", "ak-" + stage, "html", exchange.fragment(stage, model, true)));
  }

  private static String profile(Exchange exchange) {
    Entry entry = exchange.session().get("profile", Entry.class).orElseGet(Entry::empty);
    if (entry.values().isEmpty()) {
      entry.values().put("locale", "en");
    }
    return exchange.fragment("profile", PROFILE.model(entry), false);
  }

  private static void save(Exchange exchange) {
    Entry entry = PROFILE.read(exchange);
    if (exchange.site().conditions().has(Fault.SUBMISSION_ERROR)) {
      entry.errors().put("", FormPages.NOT_NOW);
    }
    if (!entry.errors().isEmpty()) {
      exchange.json(400, Map.of("html", exchange.fragment("profile", PROFILE.model(entry), false)));
      return;
    }
    Map<String, Object> receipt = FormPages.accept(exchange, "profile", "PRF-", entry.values());
    exchange.session().put("profile", entry);
    Map<String, Object> model = new HashMap<>(PROFILE.model(entry));
    model.put("saved", receipt.get("reference"));
    exchange.json(200, Map.of("html", exchange.fragment("profile", model, false)));
  }

  private static void leave(Exchange exchange) {
    exchange.signOut();
    exchange.json(200, Map.of("to", "/login"));
  }
}
