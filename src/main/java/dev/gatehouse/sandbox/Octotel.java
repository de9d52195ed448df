package dev.gatehouse.sandbox;

import dev.gatehouse.sandbox.FormSpec.Entry;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A wholesale fibre operator: circuits are looked up, and cancelled in three steps. */
final class Octotel implements PortalPages {
  private static final FormSpec.Naming NAMING =
      new FormSpec.Naming(Octotel::camelCase, key -> ":r" + (key.hashCode() & 0xfff) + ":");

  private static final Field CIRCUIT =
      Field.text("circuit", "Circuit number")
          .matching(
              "[A-Za-z0-9_-]{3,20}",
              "A circuit number has 3 to 20 letters, digits, hyphens and underscores.");

  private static final FormSpec CHECK = FormSpec.of("circuit_check", NAMING, CIRCUIT);

  private static final FormSpec CANCELLATION =
      FormSpec.of(
          "cancellation",
          NAMING,
          CIRCUIT,
          Field.text("solution-id", "Solution ID")
              .matching("[A-Za-z0-9_-]{3,50}", "A solution ID has 3 to 50 letters and digits."),
          Field.select(
              "reason",
              "Cancellation reason",
              Field.options(
                  "CUSTOMER_MOVED=Customer moved",
                  "CUSTOMER_SERVICE_ISP=Customer Service ISP",
                  "NON_PAYMENT=Non-payment",
                  "TECHNICAL=Technical fault not resolved",
                  "OTHER=Other")),
          Field.textarea("comment", "Comment"),
          Field.date("effective-date", "Effective date"),
          Field.checkbox("confirm", "I confirm that the end customer has agreed to this"));

  private final Set<String> cancelled = new HashSet<>(Set.of("CX-2001"));

  @Override
  public void install(Routes routes) {
    new PasswordLogin(
            "username", "password", "Invalid username or password. Please try again.", "/dashboard")
        .install(routes);
    routes.get("/", exchange -> exchange.page("home", "Wholesale fibre", Map.of()));
    routes.guardedGet("/dashboard", exchange -> exchange.page("dashboard", "Overview", Map.of()));
    routes.guardedGet("/circuits/check", exchange -> ask(exchange, CHECK, Entry.empty()));
    routes.guardedPost("/circuits/check", this::check);
    routes.guardedGet("/circuits/details", this::details);
    routes.guardedGet("/cancellations/new", Octotel::startOver);
    routes.guardedPost("/cancellations/new", this::propose);
    routes.guardedGet("/cancellations/review", this::review);
    routes.guardedPost("/cancellations/confirm", this::confirm);
    routes.guardedGet("/cancellations/receipt", this::receipt);
  }

  private static void ask(Exchange exchange, FormSpec form, Entry entry) {
    String title = form.equals(CHECK) ? "Check a circuit" : "Cancel a service";
    exchange.page(form.name(), title, form.model(entry));
  }

  private void check(Exchange exchange) {
    Entry entry = CHECK.read(exchange);
    String circuit = entry.text("circuit");
    if (entry.errors().isEmpty() && !isKnown(circuit)) {
      entry.errors().put("circuit", "Circuit " + circuit + " was not found.");
    }
    refuseIfTold(exchange, entry);
    if (!entry.errors().isEmpty()) {
      ask(exchange, CHECK, entry);
      return;
    }
    FormPages.accept(exchange, CHECK.name(), "CHK-", entry.values());
    exchange.redirect("/circuits/details?circuit=" + circuit);
  }

  private void details(Exchange exchange) {
    String circuit = exchange.query("circuit");
    if (!isKnown(circuit)) {
      exchange.redirect("/circuits/check");
      return;
    }
    String last = circuit.substring(circuit.length() - 1);
    exchange.page(
        "details",
        "Circuit " + circuit,
        Map.of(
            "circuit",
            circuit,
            "status",
            cancelled.contains(circuit) ? "Cancelled" : "Active",
            "isActive",
            !cancelled.contains(circuit),
            "solution",
            "SOL-500" + last,
            "address",
            "1" + last + " Protea Road, Claremont, 7708",
            "speed",
            circuit.endsWith("2") ? "200/100 Mbit/s" : "100/50 Mbit/s"));
  }

  private static void startOver(Exchange exchange) {
    Entry entry = exchange.session().get("cancellation", Entry.class).orElseGet(Entry::empty);
    if (entry.values().isEmpty() && !exchange.query("circuit").isEmpty()) {
      entry.values().put("circuit", exchange.query("circuit"));
    }
    ask(exchange, CANCELLATION, entry);
  }

  private void propose(Exchange exchange) {
    Entry entry = CANCELLATION.read(exchange);
    String circuit = entry.text("circuit");
    if (!entry.errors().containsKey("circuit") && !isKnown(circuit)) {
      entry.errors().put("circuit", "Circuit " + circuit + " was not found.");
    } else if (cancelled.contains(circuit)) {
      entry.errors().put("circuit", "Circuit " + circuit + " has already been cancelled.");
    }
    refuseIfTold(exchange, entry);
    if (entry.errors().isEmpty()) {
      exchange.session().put("cancellation", entry);
      exchange.redirect("/cancellations/review");
    } else {
      ask(exchange, CANCELLATION, entry);
    }
  }

  private void review(Exchange exchange) {
    exchange
        .session()
        .get("cancellation", Entry.class)
        .ifPresentOrElse(
            entry -> exchange.page("review", "Review cancellation", shown(entry)),
            () -> exchange.redirect("/cancellations/new"));
  }

  private void confirm(Exchange exchange) {
    exchange
        .session()
        .take("cancellation", Entry.class)
        .ifPresentOrElse(
            entry -> {
              cancelled.add(entry.text("circuit"));
              FormPages.accept(exchange, CANCELLATION.name(), "OCT-", entry.values());
              exchange.redirect("/cancellations/receipt");
            },
            () -> exchange.redirect("/cancellations/new"));
  }

  @SuppressWarnings("unchecked")
  private void receipt(Exchange exchange) {
    exchange
        .session()
        .get("receipt cancellation", Map.class)
        .ifPresentOrElse(
            receipt -> exchange.page("receipt", "Cancellation submitted", receipt),
            () -> exchange.redirect("/cancellations/new"));
  }

  private static void refuseIfTold(Exchange exchange, Entry entry) {
    if (exchange.site().conditions().has(Fault.SUBMISSION_ERROR)) {
      entry.errors().put("", FormPages.NOT_NOW);
    }
  }

  /** Returns the values as the review page shows them: options by their labels. */
  private static Map<String, Object> shown(Entry entry) {
    Map<String, Object> shown = new LinkedHashMap<>(entry.values());
    CANCELLATION.fields().stream()
        .flatMap(field -> field.options().stream())
        .filter(option -> option.value().equals(shown.get("reason")))
        .forEach(option -> shown.put("reason", option.label()));
    return shown;
  }

  private static boolean isKnown(String circuit) {
    return circuit.matches("CX-100[1-9]|CX-2001");
  }

  private static String camelCase(String key) {
    int hyphen = key.indexOf('-');
    return hyphen < 0
        ? key
        : key.substring(0, hyphen)
            + Character.toUpperCase(key.charAt(hyphen + 1))
            + key.substring(hyphen + 2);
  }
}
