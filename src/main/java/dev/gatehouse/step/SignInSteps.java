package dev.gatehouse.step;

import dev.gatehouse.entity.Entity;
import dev.gatehouse.flow.Flows;
import dev.gatehouse.flow.FormValues;
import dev.gatehouse.flow.Visit;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.Marks;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.secret.Account;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Steps that sign in, sign up and sign out. */
public final class SignInSteps {

  private final World world;
  private final Flows flows;

  public SignInSteps(World world) {
    this.world = world;
    this.flows = world.services().flows();
  }

  @Given("I am signed in to {portal}")
  @Example(
      value = "Given I am signed in to td_synnex",
      does = "Uses the session kept from before if it is still good, else signs in.")
  public void signedIn(String portal) {
    signedInAs(portal, Account.DEFAULT);
  }

  @Given("I am signed in to {portal} as {account}")
  @Example(
      value = "Given I am signed in to td_synnex as \"spare\"",
      does = "The same with an account other than the default one.")
  public void signedInAs(String portalName, String accountName) {
    Portal portal = world.portal(portalName);
    Account account = world.account(portal, accountName);
    world.reserve(portal, account);
    Optional<String> state = flows.keptState(world.site(portal), account);
    if (state.isPresent()) {
      Visit kept = world.visit(portal, Optional.of(account), state);
      Outcome proof = flows.proveSession(kept, account);
      if (proof.succeeded()) {
        world.act("prove-session", () -> proof);
        return;
      }
    }
    Visit fresh = world.visit(portal, Optional.of(account));
    world.act("sign-in", () -> flows.signIn(fresh, account));
  }

  @Given("I am at {portal} without signing in")
  @Example(
      value = "Given I am at td_synnex without signing in",
      does = "Opens the portal's first page in a fresh browser session.")
  public void at(String portalName) {
    Portal portal = world.portal(portalName);
    Visit visit = world.visit(portal, Optional.empty());
    world.act("open", () -> flows.open(visit, portal.title(), "", Marks.NONE));
  }

  @When("I sign in to {portal}")
  @Example(
      value = "When I sign in to td_synnex",
      does = "Signs in with the password, whatever session was kept.")
  public void signIn(String portal) {
    signInAs(portal, Account.DEFAULT);
  }

  @When("I sign in to {portal} as {account}")
  @Example(
      value = "When I sign in to td_synnex as \"wrong\"",
      does =
          "Signs in with a named account. A later step may expect a refusal; if none does, a refusal"
              + " fails the scenario.")
  public void signInAs(String portalName, String accountName) {
    Portal portal = world.portal(portalName);
    Account account = world.account(portal, accountName);
    world.reserve(portal, account);
    Visit visit = world.visit(portal, Optional.of(account));
    world.attempt("sign-in", () -> flows.signIn(visit, account));
  }

  @Then("I am signed in")
  @Example(value = "Then I am signed in", does = "The last sign-in succeeded.")
  public void signedInNow() {
    Outcome outcome = world.claim("sign-in");
    if (!outcome.succeeded()) {
      throw new OutcomeException(outcome);
    }
  }

  @Then("signing in is refused because of {outcome}")
  @Example(
      value = "Then signing in is refused because of \"invalid credentials\"",
      does =
          "The last sign-in ended that way: invalid credentials, account locked, rate limited,"
              + " portal down, portal changed, timed out, CAPTCHA, one-time code needed.")
  public void refused(String title) {
    expect(world.claim("sign-in"), title, "Signing in");
  }

  static void expect(Outcome outcome, String title, String what) {
    if (!outcome.title().toLowerCase(Locale.ROOT).equals(title.toLowerCase(Locale.ROOT))) {
      throw new OutcomeException(
          new Outcome.Failed(
              FailureKind.CHECK_FAILED,
              "%s ended in \"%s\" (%s), expected \"%s\"."
                  .formatted(what, outcome.title(), outcome.message(), title),
              outcome.evidence()));
    }
  }

  @Then("the session is still good")
  @Example(
      value = "Then the session is still good",
      does = "Opens the portal's session page and proves that nobody asks to sign in again.")
  public void stillGood() {
    world.failUnclaimed();
    Account account = accountInUse();
    world.act("prove-session", () -> flows.proveSession(world.visit(), account));
  }

  @Then("the session is no longer good")
  @Example(
      value = "Then the session is no longer good",
      does = "Opens the portal's session page and proves that it asks to sign in again.")
  public void noLongerGood() {
    world.failUnclaimed();
    Account account = accountInUse();
    world.act(
        "prove-signed-out",
        () -> {
          Outcome proof = flows.proveSession(world.visit(), account);
          if (proof instanceof Outcome.Failed failed
              && failed.kind() == FailureKind.SESSION_EXPIRED) {
            return Outcome.Done.of("The session is no longer good.", proof.evidence());
          }
          return proof.succeeded()
              ? new Outcome.Failed(
                  FailureKind.CHECK_FAILED, "The session is still good.", proof.evidence())
              : proof;
        });
  }

  private Account accountInUse() {
    return world
        .accountInUse()
        .orElseThrow(
            () ->
                new OutcomeException(
                    new Outcome.Failed(
                        FailureKind.INPUT_INVALID,
                        "Nobody has signed in yet in this scenario; begin with \"Given I am signed"
                            + " in to <portal>\".",
                        Evidence.NONE)));
  }

  @When("I sign out")
  @Example(value = "When I sign out", does = "Signs out and forgets the kept session.")
  public void signOut() {
    world.failUnclaimed();
    world.act("sign-out", () -> flows.signOut(world.visit(), world.accountInUse()));
  }

  @When("I sign up at {portal} as {entity}")
  @Example(
      value = "When I sign up at td_synnex as acme_networks",
      does = "Fills in the portal's registration form from the entity's profile and submits it.")
  public void signUp(String portal, String entity) {
    signUp(portal, entity, Map.of());
  }

  @When("I sign up at {portal} as {entity} with:")
  @Example(
      value =
          "When I sign up at td_synnex as acme_networks with:\n  | email | new@acme-networks.example |",
      does = "The same with values that differ from the entity's profile.")
  public void signUp(String portalName, String entityId, DataTable table) {
    signUp(portalName, entityId, table.asMap());
  }

  private void signUp(String portalName, String entityId, Map<String, String> given) {
    Portal portal = world.portal(portalName);
    Entity entity = world.entity(entityId);
    Form form =
        portal
            .signUp()
            .orElseThrow(
                () ->
                    new OutcomeException(
                        new Outcome.Failed(
                            FailureKind.INPUT_INVALID,
                            "The portal \"%s\" has no sign-up form; define one under \"sign-up:\" in portals/%s.yaml."
                                .formatted(portalName, portalName),
                            Evidence.NONE)));
    Account account = world.account(portal, entityId);
    Map<String, String> values =
        FormSteps.checked(FormValues.of(form, Optional.of(entity), given, Optional.of(account)));
    Visit visit = world.visit(portal, Optional.empty());
    world.act("fill-sign-up", () -> flows.fill(visit, form, values));
    world.filledIn(new World.FilledForm(form, entityId, values));
    world.attempt("sign-up", () -> flows.submit(visit, form, entityId, values));
  }

  @Then("the account is requested")
  @Example(
      value = "Then the account is requested",
      does = "The portal confirmed the registration that was submitted.")
  public void accountRequested() {
    Outcome outcome = world.claim("registration");
    if (!outcome.succeeded()) {
      throw new OutcomeException(outcome);
    }
    FormSteps.noteReference(world, outcome);
  }
}
