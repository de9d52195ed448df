package dev.gatehouse.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Signing in with user name and password on one page, and signing out.
 *
 * @param path where the form is
 * @param layout the layout the page has
 * @param userField the user name's name in the page
 * @param passwordField the password's name in the page
 * @param wrong what it says when the two do not match
 * @param gate what is asked before the password is looked at
 * @param welcome where the visitor goes who is signed in, given the page asked for or nothing
 */
record PasswordLogin(
    String path,
    String layout,
    String userField,
    String passwordField,
    String wrong,
    Routes.Handler gate,
    Welcome welcome) {

  static final String LOCKED =
      "Your account has been locked after too many failed sign-in attempts. Please contact support"
          + " to have it unlocked.";
  static final String EXPIRED = "Your session has expired. Please sign in again.";
  static final String NOT_HUMAN = "Please verify that you are human before you continue.";

  /** Leads on a visitor who has signed in. */
  interface Welcome {
    void lead(Exchange exchange, String next);
  }

  PasswordLogin(String userField, String passwordField, String wrong, String landing) {
    this(
        "/login",
        "layout",
        userField,
        passwordField,
        wrong,
        exchange -> {},
        (exchange, next) -> exchange.redirect(Exchange.safeNext(next, landing)));
  }

  PasswordLogin gate(Routes.Handler newGate) {
    return new PasswordLogin(path, layout, userField, passwordField, wrong, newGate, welcome);
  }

  void install(Routes routes) {
    routes.get(path, this::ask);
    routes.post(path, this::answer);
    routes.post("/logout", PasswordLogin::leave);
  }

  private void ask(Exchange exchange) {
    if (exchange.user().isPresent()) {
      welcome.lead(exchange, exchange.query("next"));
    } else {
      show(exchange, exchange.query("expired").isEmpty() ? "" : EXPIRED, "");
    }
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
    Optional<String> problem = problem(exchange, username, exchange.secret(passwordField), wrong);
    if (problem.isPresent()) {
      show(exchange, problem.get(), username);
    } else {
      exchange.signIn(username, !exchange.param("remember").isEmpty());
      welcome.lead(exchange, exchange.param("next"));
    }
  }

  /** Returns why this visitor may not sign in, if so. */
  static Optional<String> problem(
      Exchange exchange, String username, String password, String wrong) {
    Site site = exchange.site();
    if (site.conditions().has(Fault.CAPTCHA) && exchange.param(Captcha.FIELD).isEmpty()) {
      return Optional.of(NOT_HUMAN);
    }
    if (username.isEmpty() || password.isEmpty()) {
      return Optional.of("Please enter your user name and your password.");
    }
    return switch (site.accounts().signIn(username, password)) {
      case WRONG -> Optional.of(wrong);
      case LOCKED -> Optional.of(LOCKED);
      case WELCOME -> Optional.empty();
    };
  }

  private static void leave(Exchange exchange) {
    exchange.signOut();
    exchange.notice("You have been signed out.");
    exchange.redirect("/");
  }
}
