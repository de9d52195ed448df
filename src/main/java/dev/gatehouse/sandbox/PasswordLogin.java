package dev.gatehouse.sandbox;

import java.util.HashMap;
import java.util.Map;

/**
 * Signing in with user name and password on one page, and signing out.
 *
 * @param layout the layout the sign-in page has
 * @param userField the user name's name in the page
 * @param passwordField the password's name in the page
 * @param wrong what it says when the two do not match
 * @param landing where one arrives
 * @param gate what is asked before the password is looked at
 */
record PasswordLogin(
    String layout,
    String userField,
    String passwordField,
    String wrong,
    String landing,
    Routes.Handler gate) {

  static final String LOCKED =
      "Your account has been locked after too many failed sign-in attempts. Please contact support"
          + " to have it unlocked.";
  static final String EXPIRED = "Your session has expired. Please sign in again.";
  static final String NOT_HUMAN = "Please verify that you are human before you continue.";

  PasswordLogin(String userField, String passwordField, String wrong, String landing) {
    this("layout", userField, passwordField, wrong, landing, exchange -> {});
  }

  void install(Routes routes) {
    routes.get("/login", this::ask);
    routes.post("/login", this::answer);
    routes.post("/logout", PasswordLogin::leave);
  }

  private void ask(Exchange exchange) {
    if (exchange.user().isPresent()) {
      exchange.redirect(landing);
      return;
    }
    show(exchange, exchange.query("expired").isEmpty() ? "" : EXPIRED, "");
  }

  private void show(Exchange exchange, String alert, String username) {
    Map<String, Object> model = new HashMap<>();
    model.put("alert", alert);
    model.put("username", username);
    String next = exchange.query("next");
    model.put("next", next.isEmpty() ? exchange.param("next") : next);
    exchange.loginPage(layout, "login", "Sign in", model);
  }

  private void answer(Exchange exchange) throws Exception {
    gate.handle(exchange);
    String username = exchange.param(userField);
    String password = exchange.params(passwordField).stream().findFirst().orElse("");
    Site site = exchange.site();
    if (site.conditions().has(Fault.CAPTCHA) && exchange.param(Captcha.FIELD).isEmpty()) {
      show(exchange, NOT_HUMAN, username);
    } else if (username.isEmpty() || password.isEmpty()) {
      show(exchange, "Please enter your user name and your password.", username);
    } else {
      switch (site.accounts().signIn(username, password)) {
        case WRONG -> show(exchange, wrong, username);
        case LOCKED -> show(exchange, LOCKED, username);
        case WELCOME -> {
          exchange.signIn(username, !exchange.param("remember").isEmpty());
          exchange.redirect(Exchange.safeNext(exchange.param("next"), landing));
        }
      }
    }
  }

  private static void leave(Exchange exchange) {
    exchange.signOut();
    exchange.notice("You have been signed out.");
    exchange.redirect("/");
  }
}
