package dev.gatehouse.sandbox;

import java.util.Map;

/** A dealers' portal that is strict: bad passwords lock the account, and haste is slowed down. */
final class Dh implements PortalPages {
  private static final FormSpec SIGN_UP =
      FormSpec.of(
          "sign_up",
          new FormSpec.Naming(
              key -> "dealer[" + key.replace('-', '_') + "]", key -> "dealer_" + key),
          Field.text("organization", "Legal business name").autocomplete("organization"),
          Field.text("trading-name", "Doing business as").optional(),
          Field.text("website", "Web site")
              .matching("https?://\\S+", "Enter an address that begins with https://")
              .placeholder("https://")
              .optional(),
          Field.text("name", "Contact person").autocomplete("name"),
          Field.email("email", "Business e-mail"),
          Field.tel("tel", "Phone number"),
          Field.radio(
              "business",
              "What do you mainly do?",
              "vad=Value-added resale",
              "msp=Managed services",
              "retail=Retail"),
          Field.checkbox("accept", "I agree to the dealer agreement"));

  private final RateLimit limit = new RateLimit();

  @Override
  public void install(Routes routes) {
    new PasswordLogin(
            "email",
            "password",
            "Incorrect e-mail address or password. Your account will be locked after 5 failed"
                + " attempts.",
            "/home")
        .gate(exchange -> limit.attempt(exchange, exchange.param("email")))
        .install(routes);
    routes.get("/", exchange -> exchange.page("home", "Dealer Net", Map.of()));
    routes.guardedGet("/home", exchange -> exchange.page("dashboard", "Dealer home", Map.of()));
    routes.guardedGet("/account", exchange -> exchange.page("account", "My account", Map.of()));
    FormPages.signUp("/register", "register", "Become a dealer", SIGN_UP, "DLR-").install(routes);
  }
}
