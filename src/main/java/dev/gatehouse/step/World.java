package dev.gatehouse.step;

import dev.gatehouse.entity.Entity;
import dev.gatehouse.flow.AccountLease;
import dev.gatehouse.flow.Site;
import dev.gatehouse.flow.Visit;
import dev.gatehouse.outcome.Event;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.problem.Nearest;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.trace.TraceCleaner;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of one scenario: where it is, as whom, what it did last. Made anew for each scenario;
 * used by its thread alone.
 */
public final class World {

  private static final Logger log = LoggerFactory.getLogger(World.class);

  private final StepServices services;
  private final ScenarioBrowser browser;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Map<String, String> notes = new HashMap<>();
  private String scenario = "";
  private String entityTag = "";
  private String portalTag = "";
  private @Nullable Visit visit;
  private @Nullable Account account;
  private @Nullable FilledForm form;
  private @Nullable Outcome unclaimed;
  private @Nullable AccountLease lease;

  /**
   * A form that was filled in and not yet submitted.
   *
   * @param values what it was filled with, by field name
   */
  record FilledForm(Form form, String entity, Map<String, String> values) {}

  public World(StepServices services) {
    this.services = services;
    this.browser = new ScenarioBrowser(services);
  }

  /** Returns what every scenario of the run shares. */
  StepServices services() {
    return services;
  }

  void begin(String name, String portal, String entity) {
    scenario = name;
    portalTag = portal;
    entityTag = entity;
  }

  /** Returns the portal of that name. */
  Portal portal(String name) {
    return services
        .portals()
        .named(name)
        .orElseThrow(
            () -> unknown("portal", name, services.portals().names(), "portals/" + name + ".yaml"));
  }

  /** Returns the entity of that id. */
  Entity entity(String id) {
    return services
        .entities()
        .withId(id)
        .orElseThrow(
            () ->
                unknown(
                    "entity", id, services.entities().ids(), "portals/entities/" + id + ".yaml"));
  }

  private static OutcomeException unknown(
      String what, String name, Iterable<String> known, String file) {
    String hint = Nearest.to(name, known).map(near -> " Did you mean \"" + near + "\"?").orElse("");
    return new OutcomeException(
        new Outcome.Failed(
            FailureKind.INPUT_INVALID,
            "There is no %s \"%s\"; it would be defined in %s. Known: %s.%s"
                .formatted(what, name, file, String.join(", ", known), hint),
            Evidence.NONE));
  }

  /** Returns the account of that name at a portal. */
  Account account(Portal portal, String name) {
    Account found =
        stored(portal, name)
            .orElseThrow(
                () ->
                    new OutcomeException(
                        new Outcome.Failed(
                            FailureKind.INPUT_INVALID,
                            "There is no account \"%s\" for the portal \"%s\". %s"
                                .formatted(
                                    name,
                                    portal.name(),
                                    services.accounts().remedy(portal.name(), name)),
                            Evidence.NONE)));
    services.redactor().watch(found.password());
    found.totpSeed().ifPresent(services.redactor()::watch);
    account = found;
    return found;
  }

  private Optional<Account> stored(Portal portal, String name) {
    try {
      return services.accounts().find(portal.name(), name, scenario);
    } catch (SecretStoreException e) {
      throw new OutcomeException(
          new Outcome.Failed(
              FailureKind.INPUT_INVALID, String.valueOf(e.getMessage()), Evidence.NONE));
    }
  }

  /** Begins a visit to the portal in a browser session of its own, signed out. */
  Visit visit(Portal portal, Optional<Account> as) {
    return visit(portal, as, Optional.empty());
  }

  /**
   * Begins a visit to the portal.
   *
   * @param state the browser state to begin with
   */
  Visit visit(Portal portal, Optional<Account> as, Optional<String> state) {
    visit = null;
    visit = browser.visit(site(portal), as, state);
    return visit;
  }

  /**
   * Has an account to this scenario alone until its end, where the portal allows one session at a
   * time; waits while another run has it.
   */
  void reserve(Portal portal, Account as) {
    if (!portal.session().single()) {
      return;
    }
    AccountLease wanted = services.flows().lease(site(portal), as);
    if (lease != null && lease.isOf(wanted)) {
      return;
    }
    giveBack();
    act("reserve-account", wanted::take);
    lease = wanted;
  }

  // Signing in or out would end the session of whoever has the account now.
  private Optional<Outcome> lost() {
    return Optional.ofNullable(lease).flatMap(AccountLease::lost);
  }

  private void giveBack() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }

  /** Returns where the portal is in the run's environment. */
  Site site(Portal portal) {
    try {
      return services.sites().apply(portal);
    } catch (IllegalArgumentException e) {
      throw new OutcomeException(
          new Outcome.Failed(
              FailureKind.INPUT_INVALID, String.valueOf(e.getMessage()), Evidence.NONE));
    }
  }

  /** Returns the present visit; a scenario must have begun one. */
  Visit visit() {
    if (visit == null) {
      if (!portalTag.isEmpty()) {
        return visit(portal(portalTag), Optional.empty());
      }
      throw new OutcomeException(
          new Outcome.Failed(
              FailureKind.INPUT_INVALID,
              "The scenario is at no portal yet. Begin with a step such as \"Given I am signed in"
                  + " to <portal>\" or give the feature a @portal: tag.",
              Evidence.NONE));
    }
    return visit;
  }

  Optional<Visit> visitIfAny() {
    return Optional.ofNullable(visit);
  }

  Optional<Account> accountInUse() {
    return Optional.ofNullable(account);
  }

  /** Does an action, writes it to the journal, and fails the step unless it succeeded. */
  void act(String action, Supplier<Outcome> flow) {
    Outcome outcome = journalled(action, flow);
    if (!outcome.succeeded()) {
      throw new OutcomeException(outcome);
    }
  }

  /**
   * Does an action whose failure a later step may expect; if none claims it, the scenario fails at
   * its end.
   */
  Outcome attempt(String action, Supplier<Outcome> flow) {
    failUnclaimed();
    Outcome outcome = journalled(action, flow);
    unclaimed = outcome;
    return outcome;
  }

  /** Returns the outcome of the last attempt, for the step that expects something of it. */
  Outcome claim(String what) {
    Outcome outcome = unclaimed;
    if (outcome == null) {
      throw new OutcomeException(
          new Outcome.Failed(
              FailureKind.INPUT_INVALID,
              "There is no "
                  + what
                  + " this step could speak of; put it after the step that does"
                  + " it.",
              Evidence.NONE));
    }
    unclaimed = null;
    return outcome;
  }

  /** Fails if the last attempt failed and no step expected that. */
  void failUnclaimed() {
    Outcome outcome = unclaimed;
    unclaimed = null;
    if (outcome != null && !outcome.succeeded()) {
      throw new OutcomeException(outcome);
    }
  }

  /** Returns whether the last attempt failed and no step has claimed that yet. */
  private boolean failsUnclaimed() {
    return unclaimed != null && !unclaimed.succeeded();
  }

  /**
   * Ends recording and returns the scenario's trace without secrets, if one is to be kept.
   *
   * @param failed whether the scenario has failed
   */
  Optional<byte[]> trace(boolean failed) {
    boolean wanted =
        switch (services.traces()) {
          case OFF -> false;
          case FAILURES -> failed || failsUnclaimed();
          case ALL -> true;
        };
    try {
      return new TraceCleaner(services.redactor()).clean(browser.trace(wanted));
    } catch (UncheckedIOException e) {
      log.warn("The scenario's trace is left out, since it cannot be cleaned: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private Outcome journalled(String action, Supplier<Outcome> flow) {
    // What could not be written down must not be done.
    services.journal().ready();
    Instant started = Instant.now();
    long nanos = System.nanoTime();
    Outcome outcome = lost().orElseGet(flow);
    outcomes.add(outcome);
    services
        .journal()
        .record(
            new Event(
                UUID.randomUUID(),
                services.run(),
                scenario,
                started,
                Duration.ofNanos(System.nanoTime() - nanos),
                action,
                visit == null ? portalTag : visit.site().portal().name(),
                form == null ? entityTag : form.entity(),
                outcome));
    return outcome;
  }

  /** Returns every outcome of the scenario, in order. */
  List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  void filledIn(FilledForm filled) {
    form = filled;
  }

  FilledForm form() {
    if (form == null) {
      throw new OutcomeException(
          new Outcome.Failed(
              FailureKind.INPUT_INVALID,
              "No form was filled in yet; begin with a step such as \"When I fill in the <form>"
                  + " form\".",
              Evidence.NONE));
    }
    return form;
  }

  void note(String name, String value) {
    notes.put(name, value);
  }

  String noted(String name) {
    String value = notes.get(name);
    if (value == null) {
      throw new OutcomeException(
          new Outcome.Failed(
              FailureKind.INPUT_INVALID,
              "Nothing was noted as \"%s\"; noted so far: %s."
                  .formatted(name, notes.isEmpty() ? "nothing" : String.join(", ", notes.keySet())),
              Evidence.NONE));
    }
    return value;
  }

  /** Ends the visit, signed out where the portal asks for that, and gives the browser back. */
  void close() {
    try {
      if (visit != null
          && account != null
          && visit.site().portal().session().signOutOnExit()
          && lost().isEmpty()) {
        services.flows().signOutIfSignedIn(visit, account);
      }
    } finally {
      visit = null;
      try {
        browser.close();
      } finally {
        giveBack();
      }
    }
  }
}
