package dev.gatehouse.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A distributor whose visitors sign in at another origin and come back with a ticket. */
final class IngramMicro implements PortalPages {
  private static final FormSpec.Naming NAMING =
      new FormSpec.Naming(key -> key.replace('-', '_'), key -> "mat-input-" + key);

  private static final FormSpec QUOTE =
      FormSpec.of(
          "quote_request",
          NAMING,
          Field.text("sku", "SKU or part number")
              .placeholder("e.g. NET-24P-S")
              .matching("[A-Za-z0-9-]{3,24}", "We do not carry this part number."),
          Field.number("quantity", "Quantity"),
          Field.select(
                  "country",
                  "Ship-to country",
                  Field.options(
                      "US=United States",
                      "CA=Canada",
                      "MX=Mexico",
                      "DE=Germany",
                      "ZA=South Africa"))
              .autocomplete("country"),
          Field.date("needed-by", "Needed by"));

  private static final FormSpec SIGN_UP =
      FormSpec.of(
          "sign_up",
          NAMING,
          Field.text("organization", "Company").autocomplete("organization"),
          Field.text("vat", "Tax or VAT number").placeholder("e.g. 12-3456789"),
          Field.text("given-name", "First name").autocomplete("given-name"),
          Field.text("family-name", "Last name").autocomplete("family-name"),
          Field.text("organization-title", "Job title").optional(),
          Field.email("email", "Business email"),
          Field.tel("tel", "Phone"),
          Field.text("postal-code", "Postal code").autocomplete("postal-code"),
          Field.select(
              "country",
              "Country",
              Field.options(
                  "US=United States", "CA=Canada", "MX=Mexico", "DE=Germany", "ZA=South Africa")),
          Field.checkbox("accept", "I have read the reseller terms and agree to them"));

  private final String sso;
  private final IngramTickets tickets;

  /**
   * @param sso the name of the site where one signs in
   */
  IngramMicro(String sso, IngramTickets tickets) {
    this.sso = sso;
    this.tickets = tickets;
  }

  @Override
  public void install(Routes routes) {
    routes.get("/", exchange -> exchange.page("home", "Partner Exchange", Map.of()));
    routes.get("/login", this::leaveForSignIn);
    routes.get("/sso/callback", this::comeBack);
    routes.post("/logout", this::leave);
    routes.get("/goodbye", IngramMicro::goodbye);
    routes.guardedGet("/dashboard", exchange -> exchange.page("dashboard", "Overview", Map.of()));
    FormPages.form("/quotes/new", "quote", "Price and availability", QUOTE, "QT-").install(routes);
    FormPages.signUp("/register", "register", "Become a partner", SIGN_UP, "REG-").install(routes);
  }

  private void leaveForSignIn(Exchange exchange) {
    String next = Exchange.safeNext(exchange.query("next"), "/dashboard");
    if (exchange.user().isPresent()) {
      exchange.redirect(next);
      return;
    }
    String state = exchange.site().sessions().token();
    exchange.session().put("state", state);
    exchange.session().put("next", next);
    String expired = exchange.query("expired").isEmpty() ? "" : "&expired=1";
    exchange.redirect(exchange.addressOf(sso) + "authorize?state=" + state + expired);
  }

  private void comeBack(Exchange exchange) {
    Session session = exchange.session();
    Optional<String> state = session.take("state", String.class);
    Optional<String> user = tickets.redeem(exchange.query("ticket"));
    if (user.isEmpty() || !state.equals(Optional.of(exchange.query("state")))) {
      throw new Refusal(
          403, "Sign-in failed", "The sign-in ticket is not valid any more. Please start again.");
    }
    exchange.signIn(user.get(), false);
    exchange.redirect(session.take("next", String.class).orElse("/dashboard"));
  }

  private void leave(Exchange exchange) {
    exchange.signOut();
    String back = exchange.addressOf(exchange.site().name()) + "goodbye";
    exchange.redirect(
        exchange.addressOf(sso)
            + "logout?return="
            + URLEncoder.encode(back, StandardCharsets.UTF_8));
  }

  private static void goodbye(Exchange exchange) {
    exchange.notice("You have been signed out.");
    exchange.redirect("/");
  }
}
