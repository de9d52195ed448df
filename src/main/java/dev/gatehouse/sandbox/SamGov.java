package dev.gatehouse.sandbox;

import dev.gatehouse.sandbox.FormSpec.Entry;
import java.util.Map;

/** A government registry: accounts, terms of use after sign-in, and the long registration. */
final class SamGov implements PortalPages {
  private static final String TERMS = "terms accepted";

  private static final FormSpec SIGN_UP =
      FormSpec.of(
          "sign_up",
          SamForms.NAMING,
          Field.text("given-name", "First name").autocomplete("given-name"),
          Field.text("family-name", "Last name").autocomplete("family-name"),
          Field.email("email", "Email address"),
          Field.of(Field.Kind.PASSWORD, "new-password", "Password")
              .autocomplete("new-password")
              .hint("At least 12 characters with upper and lower case letters and a digit")
              .matching(
                  "(?=.*[a-z])(?=.*[A-Z])(?=.*\\d).{12,}",
                  "The password needs at least 12 characters with upper and lower case letters and"
                      + " a digit."),
          Field.of(Field.Kind.PASSWORD, "repeat-password", "Repeat password")
              .autocomplete("new-password"),
          Field.checkbox("accept", "I accept the rules of use"));

  @Override
  public void install(Routes routes) {
    new PasswordLogin(
            "user[email]",
            "user[password]",
            "The email or password you have entered is wrong.",
            "/workspace")
        .install(routes);
    routes.get("/", exchange -> exchange.page("home", "Entity registry", Map.of()));
    routes.guardedGet("/terms", SamGov::terms);
    routes.guardedPost("/terms", SamGov::accept);
    routes.guardedGet(
        "/workspace", afterTerms(exchange -> exchange.page("workspace", "Workspace", Map.of())));
    new SamRegistration().install(routes);
    FormPages.signUp("/signup", "signup", "Create an account", SIGN_UP, "USR-")
        .with(SamGov::samePasswords)
        .install(routes);
  }

  /** Shows a page only to those who have accepted the terms in this session. */
  static Routes.Handler afterTerms(Routes.Handler handler) {
    return exchange -> {
      if (exchange.session().get(TERMS, Boolean.class).isPresent()) {
        handler.handle(exchange);
      } else {
        exchange.session().put("asked", exchange.path());
        exchange.redirect("/terms");
      }
    };
  }

  private static void terms(Exchange exchange) {
    exchange.page("terms", "Terms of use", Map.of());
  }

  private static void accept(Exchange exchange) {
    exchange.session().put(TERMS, true);
    exchange.redirect(exchange.session().take("asked", String.class).orElse("/workspace"));
  }

  private static void samePasswords(Exchange exchange, Entry entry) {
    if (!entry.text("new-password").equals(entry.text("repeat-password"))) {
      entry.errors().put("repeat-password", "The two passwords are not the same.");
    }
  }
}
