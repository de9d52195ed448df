package dev.gatehouse.sandbox;

import dev.gatehouse.sandbox.FormSpec.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A form of one page and the page that confirms it: post, redirect, get.
 *
 * @param path where the form is; the confirmation is below it
 * @param template draws the form and the confirmation ({@code <template>-received})
 * @param prefix what its reference numbers begin with
 * @param guarded whether one must be signed in
 * @param check further checks, which add to the entry's errors
 */
record FormPages(
    String path,
    String template,
    String title,
    FormSpec spec,
    String prefix,
    boolean guarded,
    BiConsumer<Exchange, Entry> check) {

  static final String NOT_NOW =
      "We could not process your request. Please correct the entries and try again.";

  /** A form for those who are signed in. */
  static FormPages form(String path, String template, String title, FormSpec spec, String prefix) {
    return new FormPages(path, template, title, spec, prefix, true, (exchange, entry) -> {});
  }

  /** A registration for anyone, once per e-mail address. */
  static FormPages signUp(
      String path, String template, String title, FormSpec spec, String prefix) {
    return new FormPages(path, template, title, spec, prefix, false, FormPages::onlyOnce);
  }

  FormPages with(BiConsumer<Exchange, Entry> further) {
    return new FormPages(path, template, title, spec, prefix, guarded, check.andThen(further));
  }

  void install(Routes routes) {
    if (guarded) {
      routes.guardedGet(path, exchange -> show(exchange, Entry.empty()));
      routes.guardedPost(path, this::receive);
      routes.guardedGet(path + "/received", this::confirm);
    } else {
      routes.get(path, exchange -> show(exchange, Entry.empty()));
      routes.post(path, this::receive);
      routes.get(path + "/received", this::confirm);
    }
  }

  private void show(Exchange exchange, Entry entry) {
    exchange.page(template, title, spec.model(entry));
  }

  private void receive(Exchange exchange) {
    Entry entry = spec.read(exchange);
    if (entry.errors().isEmpty()) {
      check.accept(exchange, entry);
    }
    if (exchange.site().conditions().has(Fault.SUBMISSION_ERROR)) {
      entry.errors().put("", NOT_NOW);
    }
    if (!entry.errors().isEmpty()) {
      show(exchange, entry);
      return;
    }
    accept(exchange, spec.name(), prefix, entry.values());
    exchange.redirect(path + "/received");
  }

  /** Accepts a submission, and tells the visitor so unless that answer is to be lost. */
  static Map<String, Object> accept(
      Exchange exchange, String form, String prefix, Map<String, Object> values) {
    Site site = exchange.site();
    Object email = values.get("email");
    if (form.equals("sign_up") && email instanceof String address) {
      site.register(address);
      if (values.get("new-password") instanceof String password) {
        site.accounts().add(new SandboxAccount(address, password, Optional.empty()));
      }
    }
    Map<String, Object> kept = new LinkedHashMap<>(values);
    kept.keySet().removeIf(key -> key.endsWith("password"));
    exchange.user().ifPresent(user -> kept.put("user", user));
    String reference = prefix + site.memory().nextReference();
    Map<String, Object> submission = site.accept(form, reference, kept);
    if (site.conditions().has(Fault.SUBMISSION_LOST)) {
      throw new Refusal(
          500, "Internal server error", "An unexpected error occurred while processing.");
    }
    exchange.session().put("receipt " + form, submission);
    return submission;
  }

  @SuppressWarnings("unchecked")
  private void confirm(Exchange exchange) {
    exchange
        .session()
        .get("receipt " + spec.name(), Map.class)
        .ifPresentOrElse(
            receipt -> exchange.page(template + "-received", title, receipt),
            () -> exchange.redirect(path));
  }

  private static void onlyOnce(Exchange exchange, Entry entry) {
    if (exchange.site().isRegistered(entry.text("email"))) {
      entry
          .errors()
          .put("email", "An account with this e-mail address already exists. Please sign in.");
    }
  }
}
