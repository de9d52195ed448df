package dev.gatehouse.sandbox;

import static dev.gatehouse.sandbox.Field.Kind.CHECKBOXES;
import static dev.gatehouse.sandbox.Field.Kind.FILE;

import dev.gatehouse.sandbox.Field.Option;
import dev.gatehouse.sandbox.FormSpec.Entry;
import dev.gatehouse.sandbox.FormSpec.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registration of an entity: four pages of questions, a review, a receipt. */
final class SamRegistration implements PortalPages {
  static final FormSpec.Naming NAMING =
      new FormSpec.Naming(key -> "entity." + key.replace('-', '_'), key -> "entity-" + key);

  private static final List<FormSpec> STEPS =
      List.of(coreData(), addresses(), contacts(), business());

  @Override
  public void install(Routes routes) {
    routes.guardedGet(
        "/registration",
        SamGov.afterTerms(
            exchange -> exchange.redirect("/registration/" + (reached(exchange) + 1))));
    for (int i = 0; i < STEPS.size(); i++) {
      int step = i;
      String path = "/registration/" + (i + 1);
      routes.guardedGet(path, SamGov.afterTerms(exchange -> open(exchange, step)));
      routes.guardedPost(path, SamGov.afterTerms(exchange -> save(exchange, step)));
    }
    String review = "/registration/" + (STEPS.size() + 1);
    routes.guardedGet(review, SamGov.afterTerms(exchange -> review(exchange, "")));
    routes.guardedPost(review, SamGov.afterTerms(SamRegistration::submit));
    routes.guardedGet("/registration/receipt", SamGov.afterTerms(SamRegistration::receipt));
  }

  private static void open(Exchange exchange, int step) {
    if (step > reached(exchange)) {
      exchange.redirect("/registration/" + (reached(exchange) + 1));
    } else {
      Entry entry = saved(exchange, step);
      if (entry.values().isEmpty()) {
        entry.values().put("mailing-same", "yes");
      }
      show(exchange, step, entry);
    }
  }

  private static void show(Exchange exchange, int step, Entry entry) {
    Map<String, Object> model = new HashMap<>(STEPS.get(step).model(entry));
    model.put("step", step + 1);
    model.put("action", "/registration/" + (step + 1));
    model.put("back", step == 0 ? "" : "/registration/" + step);
    model.put("steps", progress(step));
    model.put("stepTitle", STEPS.get(step).name());
    exchange.page("registration", STEPS.get(step).name(), model);
  }

  private static void save(Exchange exchange, int step) {
    Entry entry = STEPS.get(step).read(exchange);
    keepUpload(saved(exchange, step), entry);
    if (entry.values().containsKey("repeat-email")
        && !entry.text("repeat-email").equalsIgnoreCase(entry.text("email"))) {
      entry.errors().putIfAbsent("repeat-email", "The two email addresses are not the same.");
    }
    if (entry.errors().isEmpty()) {
      exchange.session().put("step " + step, entry);
      exchange.redirect("/registration/" + (step + 2));
    } else {
      show(exchange, step, entry);
    }
  }

  /** A file once uploaded need not be uploaded again when one comes back to its page. */
  private static void keepUpload(Entry before, Entry now) {
    Object file = before.values().get("certificate");
    if (file != null && Map.of().equals(now.values().get("certificate"))) {
      now.values().put("certificate", file);
      now.errors().remove("certificate");
    }
  }

  private static void review(Exchange exchange, String alert) {
    if (reached(exchange) < STEPS.size()) {
      exchange.redirect("/registration/" + (reached(exchange) + 1));
      return;
    }
    List<Map<String, Object>> parts = new ArrayList<>();
    for (int step = 0; step < STEPS.size(); step++) {
      Entry entry = saved(exchange, step);
      List<Map<String, String>> rows =
          STEPS.get(step).fields().stream()
              .filter(field -> entry.values().containsKey(field.key()))
              .map(
                  field ->
                      Map.of(
                          "label",
                          field.label(),
                          "value",
                          shown(field, entry.values().get(field.key()))))
              .toList();
      parts.add(
          Map.of(
              "title",
              STEPS.get(step).name(),
              "rows",
              rows,
              "edit",
              "/registration/" + (step + 1)));
    }
    exchange.page(
        "review",
        "Review and submit",
        Map.of("parts", parts, "alert", alert, "steps", progress(STEPS.size())));
  }

  private static String shown(Field field, @Nullable Object value) {
    if (value instanceof Map<?, ?> file) {
      return String.valueOf(file.get("filename"));
    }
    if (value instanceof List<?> many) {
      return many.isEmpty()
          ? "none"
          : String.join(", ", many.stream().map(String::valueOf).toList());
    }
    return field.options().stream()
        .filter(option -> option.value().equals(value))
        .map(Option::label)
        .findFirst()
        .orElse(String.valueOf(value));
  }

  private static void submit(Exchange exchange) {
    if (exchange.param("certify").isEmpty()) {
      review(exchange, "You must certify that the information is accurate.");
      return;
    }
    if (exchange.site().conditions().has(Fault.SUBMISSION_ERROR)) {
      review(exchange, FormPages.NOT_NOW);
      return;
    }
    if (reached(exchange) < STEPS.size()) {
      exchange.redirect("/registration");
      return;
    }
    Map<String, Object> all = new LinkedHashMap<>();
    for (int step = 0; step < STEPS.size(); step++) {
      all.putAll(saved(exchange, step).values());
      exchange.session().take("step " + step, Entry.class);
    }
    FormPages.accept(exchange, "registration", "SAM-2026-", all);
    exchange.redirect("/registration/receipt");
  }

  @SuppressWarnings("unchecked")
  private static void receipt(Exchange exchange) {
    exchange
        .session()
        .get("receipt registration", Map.class)
        .ifPresentOrElse(
            receipt -> exchange.page("receipt", "Registration submitted", receipt),
            () -> exchange.redirect("/workspace"));
  }

  /** Returns how many pages have been completed, without a gap. */
  private static int reached(Exchange exchange) {
    int step = 0;
    while (step < STEPS.size() && !saved(exchange, step).values().isEmpty()) {
      step++;
    }
    return step;
  }

  private static Entry saved(Exchange exchange, int step) {
    return exchange.session().get("step " + step, Entry.class).orElseGet(Entry::empty);
  }

  private static List<Map<String, Object>> progress(int current) {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int step = 0; step <= STEPS.size(); step++) {
      String name = step < STEPS.size() ? STEPS.get(step).name() : "Review and submit";
      steps.add(Map.of("number", step + 1, "name", name, "current", step == current));
    }
    return steps;
  }

  private static FormSpec page(String title, Section... sections) {
    return new FormSpec(title, NAMING, List.of(sections));
  }

  private static Section section(String title, Field... fields) {
    return new Section(title, List.of(fields));
  }

  private static FormSpec coreData() {
    return page(
        "Core data",
        section(
            "Business information",
            Field.text("legal-name", "Legal business name").autocomplete("organization"),
            Field.text("trading-name", "Doing business as (DBA)").optional(),
            Field.text("uei", "Unique Entity ID (UEI)")
                .hint("12 letters and digits")
                .matching("[A-Z0-9]{12}", "A UEI has 12 upper-case letters and digits."),
            Field.text("ein", "Taxpayer identification number (EIN)")
                .hint("For example 12-3456789")
                .matching("\\d{2}-?\\d{7}", "An EIN has nine digits, for example 12-3456789."),
            Field.select(
                "entity-type",
                "Entity type",
                Field.options(
                    "LLC=Limited liability company",
                    "CORP=Corporation",
                    "SOLE=Sole proprietorship",
                    "PARTNER=Partnership",
                    "NONPROFIT=Nonprofit organization")),
            Field.date("start-date", "Entity start date")));
  }

  private static FormSpec addresses() {
    return page(
        "Address",
        section(
            "Physical address",
            Field.text("address-line1", "Street address").autocomplete("address-line1"),
            Field.text("address-line2", "Street address line 2")
                .autocomplete("address-line2")
                .optional(),
            Field.text("address-level2", "City").autocomplete("address-level2"),
            Field.select("address-level1", "State", UnitedStates.STATES)
                .autocomplete("address-level1"),
            zip("postal-code", "ZIP code").autocomplete("postal-code"),
            Field.select(
                    "country",
                    "Country",
                    Field.options("US=United States", "PR=Puerto Rico", "GU=Guam"))
                .autocomplete("country")),
        section(
            "Mailing address",
            Field.checkbox("mailing-same", "The mailing address is the same").optional(),
            mailing(Field.text("mailing-address-line1", "Mailing street address")),
            mailing(Field.text("mailing-address-level2", "Mailing city")),
            mailing(Field.select("mailing-address-level1", "Mailing state", UnitedStates.STATES)),
            mailing(zip("mailing-postal-code", "Mailing ZIP code"))));
  }

  private static Field mailing(Field field) {
    return field.onlyWhen("mailing-same", "no");
  }

  private static Field zip(String key, String label) {
    return Field.text(key, label)
        .matching("\\d{5}(-\\d{4})?", "A ZIP code has five digits, or nine with a hyphen.");
  }

  private static FormSpec contacts() {
    return page(
        "Points of contact",
        section(
            "Government business point of contact",
            Field.text("given-name", "First name").autocomplete("given-name"),
            Field.text("family-name", "Last name").autocomplete("family-name"),
            Field.text("job-title", "Title").autocomplete("organization-title"),
            Field.email("email", "Email address"),
            Field.email("repeat-email", "Repeat email address").autocomplete(""),
            Field.tel("tel", "Telephone number")),
        section(
            "Electronic business point of contact",
            Field.radio(
                "same-poc",
                "Is this person also the electronic business point of contact?",
                "yes=Yes",
                "no=No"),
            Field.text("epoc-name", "Electronic business contact name").onlyWhen("same-poc", "no"),
            Field.email("epoc-email", "Electronic business contact email")
                .autocomplete("")
                .onlyWhen("same-poc", "no"),
            Field.tel("epoc-tel", "Electronic business contact telephone")
                .autocomplete("")
                .onlyWhen("same-poc", "no")));
  }

  private static FormSpec business() {
    return page(
        "Business data",
        section(
            "Size and type",
            Field.text("naics", "Primary NAICS code")
                .matching("\\d{6}", "A NAICS code has six digits."),
            Field.number("employees", "Number of employees"),
            Field.text("annual-revenue", "Annual revenue (USD)")
                .matching("[1-9][0-9,]*(\\.\\d{2})?", "Enter an amount in dollars."),
            Field.of(CHECKBOXES, "categories", "Socio-economic categories")
                .options(
                    Field.options(
                        "WOSB=Woman-owned small business",
                        "VOSB=Veteran-owned small business",
                        "HUBZ=HUBZone firm",
                        "SDB=Small disadvantaged business"))
                .optional()),
        section(
            "Financial responsibility",
            Field.radio(
                "delinquent", "Are you delinquent on any federal debt?", "yes=Yes", "no=No"),
            Field.textarea("delinquent-reason", "Please explain").onlyWhen("delinquent", "yes")),
        section(
            "Certification",
            Field.of(FILE, "certificate", "Certificate of good standing (PDF, at most 1 MB)"),
            Field.date("certification-date", "Date of certification")));
  }
}
