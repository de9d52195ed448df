package dev.gatehouse.step;

import dev.gatehouse.flow.Flows;
import dev.gatehouse.flow.FormValues;
import dev.gatehouse.flow.Visit;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.FormField;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Steps that change a password; only {@code gatehouse secret rotate} runs them. */
public final class PasswordSteps {

  private static final String NEW_PASSWORD = "new-password";

  private final World world;
  private final Flows flows;

  public PasswordSteps(World world) {
    this.world = world;
    this.flows = world.services().flows();
  }

  @When("I change the password in the {form} form")
  @Example(
      value = "When I change the password in the \"change_password\" form",
      does =
          "Fills the form's current-password and new-password and submits it. Only in scenarios"
              + " tagged @rotate-password, which gatehouse secret rotate runs.")
  public void change(String formName) {
    PasswordChange change = change();
    Visit visit = world.visit();
    Form form = FormSteps.form(visit.site().portal(), formName);
    Map<String, String> values =
        new LinkedHashMap<>(
            FormSteps.checked(
                FormValues.of(form, Optional.empty(), Map.of(), world.accountInUse())));
    Secret next = change.next();
    world.services().redactor().watch(next);
    boolean has = false;
    for (FormField field : form.fields().values()) {
      if (field.intent().orElse(field.name()).equals(NEW_PASSWORD)) {
        values.put(field.name(), next.reveal());
        has = true;
      }
    }
    if (!has) {
      throw wrong("The form \"%s\" has no field new-password.".formatted(form.name()));
    }
    world.filledIn(new World.FilledForm(form, "", values));
    world.act("fill-form", () -> flows.fill(visit, form, values));
    // On the disk before the portal is told: what is found after a crash then says which may be it.
    world.act(
        "send-password",
        () -> {
          change.sending();
          return Outcome.Done.of(
              "From now on the new password of %s/%s may have been sent; until it is proven, either may be valid."
                  .formatted(visit.site().portal().name(), change.account()),
              Evidence.NONE);
        });
    // Secrets do not count as content, and each change is another one.
    Map<String, String> content = new LinkedHashMap<>(values);
    content.put("rotation", change.id());
    world.act(
        "change-password",
        () -> {
          Outcome outcome = flows.submit(visit, form, "", content);
          if (outcome instanceof Outcome.Failed failed
              && failed.kind() == FailureKind.SUBMISSION_REJECTED) {
            change.refused();
          }
          return outcome;
        });
  }

  @Then("the new password works")
  @Example(
      value = "Then the new password works",
      does =
          "Signs in afresh with the new password. Only in scenarios tagged @rotate-password, which"
              + " gatehouse secret rotate runs.")
  public void works() {
    PasswordChange change = change();
    Portal portal = world.visit().site().portal();
    Account old = world.account(portal, change.account());
    Secret next = change.next();
    world.services().redactor().watch(next);
    Account account = new Account(old.portal(), old.name(), old.username(), next, old.totpSeed());
    world.reserve(portal, account);
    Visit fresh = world.visit(portal, Optional.of(account));
    world.act(
        "prove-password",
        () -> {
          Outcome outcome = flows.signIn(fresh, account);
          if (outcome.succeeded()) {
            change.proven();
          } else if (outcome instanceof Outcome.Failed failed
              && failed.kind() == FailureKind.INVALID_CREDENTIALS) {
            change.disproven();
          }
          return outcome;
        });
  }

  private PasswordChange change() {
    world.failUnclaimed();
    return world
        .services()
        .passwordChange()
        .orElseThrow(
            () ->
                wrong(
                    "Nobody asked for another password. Tag the scenario @rotate-password and run"
                        + " it by: gatehouse secret rotate <portal>."));
  }

  private static OutcomeException wrong(String message) {
    return new OutcomeException(
        new Outcome.Failed(FailureKind.INPUT_INVALID, message, Evidence.NONE));
  }
}
