package dev.gatehouse.sandbox;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A distributor's shop of the old school: tables, one form a page, long control names. */
final class TdSynnex implements PortalPages {
  private static final FormSpec.Naming NAMING =
      new FormSpec.Naming(key -> "ctl00$Main$" + control(key), key -> "ctl00_Main_" + control(key));

  private static final FormSpec RETURN =
      FormSpec.of(
          "return_request",
          NAMING,
          Field.text("invoice-number", "Invoice number")
              .matching("[A-Z0-9-]{5,20}", "Invoice numbers have 5 to 20 letters and digits.")
              .hint("As printed on the invoice, for example INV-20931"),
          Field.text("sku", "SKU")
              .matching("[A-Za-z0-9-]{3,20}", "There is no product with this SKU."),
          Field.number("quantity", "Quantity to return"),
          Field.select(
              "reason",
              "Reason for return",
              Field.options(
                  "DEFECTIVE=Defective on arrival",
                  "WRONG_ITEM=Wrong item shipped",
                  "DAMAGED=Damaged in transit",
                  "ORDER_ERROR=Ordered in error")),
          Field.textarea("comment", "Comments").optional());

  private static final FormSpec SIGN_UP =
      FormSpec.of(
          "sign_up",
          NAMING,
          Field.text("organization", "Company name").autocomplete("organization"),
          Field.text("tax-id", "Federal tax ID (EIN)")
              .matching("\\d{2}-?\\d{7}", "An EIN has nine digits, for example 12-3456789.")
              .hint("Nine digits"),
          Field.select(
              "entity-type",
              "Type of business",
              Field.options(
                  "LLC=Limited liability company",
                  "CORP=Corporation",
                  "SOLE=Sole proprietorship",
                  "PARTNER=Partnership")),
          Field.text("address-line1", "Street address"),
          Field.text("address-level2", "City"),
          Field.select("address-level1", "State", UnitedStates.STATES),
          Field.text("postal-code", "ZIP code")
              .matching("\\d{5}(-\\d{4})?", "A ZIP code has five digits."),
          Field.text("given-name", "First name"),
          Field.text("family-name", "Last name"),
          Field.email("email", "E-mail address").autocomplete(""),
          Field.tel("tel", "Telephone").autocomplete(""),
          Field.checkbox("accept", "I accept the terms of sale"));

  @Override
  public void install(Routes routes) {
    new PasswordLogin(
            "ctl00$Main$txtUser",
            "ctl00$Main$txtPassword",
            "The user name or password you entered is incorrect.",
            "/dashboard")
        .install(routes);
    routes.get("/", exchange -> exchange.page("home", "Welcome", Map.of()));
    routes.get("/forgot", exchange -> exchange.page("forgot", "Forgot your password?", Map.of()));
    routes.get("/search", TdSynnex::search);
    routes.post("/newsletter", TdSynnex::subscribe);
    routes.guardedGet("/dashboard", exchange -> exchange.page("dashboard", "My desk", Map.of()));
    FormPages.form("/returns", "returns", "Request a return (RMA)", RETURN, "RMA-").install(routes);
    FormPages.signUp("/apply", "apply", "Reseller application", SIGN_UP, "APP-").install(routes);
  }

  private static void search(Exchange exchange) {
    exchange.page("search", "Search results", Map.of("query", exchange.query("q")));
  }

  private static void subscribe(Exchange exchange) {
    exchange.notice("You are now subscribed to our newsletter.");
    exchange.redirect("/");
  }

  private static String control(String key) {
    List<String> kinds = List.of("reason", "entity-type", "address-level1");
    String prefix = kinds.contains(key) ? "ddl" : key.equals("accept") ? "chk" : "txt";
    return prefix
        + Pattern.compile("-")
            .splitAsStream(key)
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }
}
