package dev.gatehouse.sandbox;

import dev.gatehouse.sandbox.FormSpec.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service hub of a single page: a script draws every view and talks to the server in JSON. */
final class Osn implements PortalPages {
  private static final FormSpec ORDER =
      FormSpec.of(
          "service_order",
          new FormSpec.Naming(key -> key, key -> "field-" + key),
          Field.text("organization", "Customer name"),
          Field.text("street-address", "Installation address"),
          Field.text("postal-code", "Postal code")
              .matching("\\d{4}", "A postal code has four digits."),
          Field.tel("tel", "Contact number"),
          Field.select(
              "product",
              "Product",
              Field.options(
                  "Home Fibre 100/50",
                  "Home Fibre 200/100",
                  "Business Fibre 500/500",
                  "Dark fibre pair")),
          Field.date("installation-date", "Preferred installation date"),
          Field.textarea("notes", "Notes for the installer").optional(),
          Field.checkbox("router", "Include a managed router").optional());

  private final RateLimit limit = new RateLimit();

  @Override
  public void install(Routes routes) {
    for (String view : List.of("/", "/login", "/orders", "/orders/new", "/account")) {
      routes.get(view, exchange -> exchange.page("layout", "app", "OSN Service Hub", Map.of()));
    }
    routes.get("/api/session", Osn::session);
    routes.get("/api/views/login", exchange -> view(exchange, "login", Map.of(), true));
    routes.post("/api/login", this::signIn);
    routes.guardedPost("/api/logout", Osn::signOut);
    routes.guardedGet("/api/views/orders", e -> view(e, "orders", Map.of(), false));
    routes.guardedGet("/api/views/account", e -> view(e, "account", Map.of(), false));
    routes.guardedGet(
        "/api/views/new", e -> view(e, "new-order", ORDER.model(Entry.empty()), false));
    routes.guardedPost("/api/orders", Osn::order);
  }

  private static void session(Exchange exchange) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("csrf", exchange.session().csrf());
    if (exchange.isStale()) {
      answer.put("expired", PasswordLogin.EXPIRED);
    }
    exchange.user().ifPresent(user -> answer.put("user", user));
    exchange.json(200, answer);
  }

  private static void view(
      Exchange exchange, String template, Map<String, ?> model, boolean login) {
    exchange.json(200, Map.of("html", exchange.fragment(template, model, login)));
  }

  private void signIn(Exchange exchange) {
    String user = exchange.param("email");
    limit.attempt(exchange, user);
    Optional<String> problem =
        PasswordLogin.problem(
            exchange,
            user,
            exchange.secret("password"),
            "Login failed: the e-mail address and password do not match.");
    if (problem.isPresent()) {
      exchange.json(401, Map.of("error", problem.get()));
    } else {
      exchange.signIn(user, false);
      exchange.json(200, Map.of("user", user));
    }
  }

  private static void signOut(Exchange exchange) {
    exchange.signOut();
    exchange.json(200, Map.of("message", "You have been signed out."));
  }

  private static void order(Exchange exchange) {
    Entry entry = ORDER.read(exchange);
    Map<String, String> errors = new LinkedHashMap<>(entry.errors());
    if (exchange.site().conditions().has(Fault.SUBMISSION_ERROR)) {
      errors.put("", FormPages.NOT_NOW);
    }
    if (!errors.isEmpty()) {
      exchange.json(422, Map.of("error", "Please correct the marked fields.", "fields", errors));
      return;
    }
    Map<String, Object> receipt = FormPages.accept(exchange, ORDER.name(), "OSN-", entry.values());
    exchange.json(
        201,
        Map.of(
            "reference",
            receipt.get("reference"),
            "html",
            exchange.fragment("placed", receipt, false)));
  }
}
