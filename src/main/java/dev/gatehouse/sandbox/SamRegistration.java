package dev.gatehouse.sandbox;

import dev.gatehouse.sandbox.Field.Option;
import dev.gatehouse.sandbox.FormSpec.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registration of an entity: four pages of questions, a review, a receipt. */
final class SamRegistration implements PortalPages {
  private static final List<FormSpec> STEPS = SamForms.PAGES;

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
}
