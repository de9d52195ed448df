package dev.gatehouse.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The other origin, where one signs in with password and one-time code. */
final class IngramSso implements PortalPages {
  private static final String LAYOUT = "sso-layout";

  private final String portal;
  private final IngramTickets tickets;
  private final Totp totp = new Totp();

  /**
   * @param portal the name of the site that sends visitors here
   */
  IngramSso(String portal, IngramTickets tickets) {
    this.portal = portal;
    this.tickets = tickets;
  }

  @Override
  public void install(Routes routes) {
    routes.get("/", exchange -> exchange.redirect(exchange.addressOf(portal)));
    routes.get("/authorize", this::ask);
    routes.post("/authorize", this::password);
    routes.get("/authorize/code", this::askCode);
    routes.post("/authorize/code", this::code);
    routes.get("/logout", this::leave);
  }

  private void ask(Exchange exchange) {
    exchange.session().put("state", exchange.query("state"));
    if (exchange.user().isPresent()) {
      goBack(exchange, exchange.user().get());
    } else {
      show(exchange, exchange.query("expired").isEmpty() ? "" : PasswordLogin.EXPIRED, "");
    }
  }

  private static void show(Exchange exchange, String alert, String username) {
    Map<String, Object> model = new HashMap<>();
    model.put("alert", alert);
    model.put("username", username);
    exchange.loginPage(LAYOUT, "sso-login", "Sign in", model);
  }

  private void password(Exchange exchange) {
    String username = exchange.param("identifier");
    Optional<String> problem =
        PasswordLogin.problem(
            exchange,
            username,
            exchange.secret("credentials.passcode"),
            "Unable to sign in. Check your email address and password.");
    if (problem.isPresent()) {
      show(exchange, problem.get(), username);
    } else {
      exchange.session().put("pending", username);
      exchange.redirect("/authorize/code");
    }
  }

  private void askCode(Exchange exchange) {
    if (exchange.session().get("pending", String.class).isEmpty()) {
      exchange.redirect("/authorize?state=");
    } else {
      exchange.page(LAYOUT, "sso-code", "Verification", Map.of());
    }
  }

  private void code(Exchange exchange) {
    Session session = exchange.session();
    String user = session.get("pending", String.class).orElse("");
    Optional<String> seed = exchange.site().accounts().find(user).flatMap(SandboxAccount::totpSeed);
    String code = exchange.param("answer").replace(" ", "");
    if (seed.isEmpty()) {
      exchange.redirect("/authorize?state=");
    } else if (totp.accepts(user, seed.get(), code, exchange.site().clock().instant())) {
      session.take("pending", String.class);
      exchange.signIn(user, false);
      goBack(exchange, user);
    } else {
      exchange.page(
          LAYOUT,
          "sso-code",
          "Verification",
          Map.of("alert", "The code is incorrect, expired or has been used already."));
    }
  }

  private void goBack(Exchange exchange, String user) {
    String ticket = exchange.site().sessions().token();
    tickets.issue(ticket, user);
    String state = exchange.session().get("state", String.class).orElse("");
    exchange.redirect(
        exchange.addressOf(portal) + "sso/callback?ticket=" + ticket + "&state=" + state);
  }

  private void leave(Exchange exchange) {
    exchange.signOut();
    String home = exchange.addressOf(portal);
    String back = exchange.query("return");
    exchange.redirect(back.startsWith(home) ? back : home);
  }
}
